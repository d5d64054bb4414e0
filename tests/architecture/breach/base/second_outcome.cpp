// Never compiled: a second definition of EASI-75, which the check must notice.
double easi_75_again(double own_easi, double easi) {
    return noise.easi_below(0.25 * own_easi, easi, 0.0);
}
