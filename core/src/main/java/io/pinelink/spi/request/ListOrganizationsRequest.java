package io.pinelink.spi.request;

/** Asks for all organizations of the service account. */
public record ListOrganizationsRequest() {}
