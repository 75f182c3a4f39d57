package io.pinelink.spi;

/**
 * A request for a token of the admin API.
 *
 * @param credentials the service account of the token
 */
public record TokenRequest(ClientCredentials credentials) {}
