package io.pinelink.spi;

/**
 * Asks for a token of the admin API.
 *
 * @param credentials whose token
 */
public record TokenRequest(ClientCredentials credentials) {}
