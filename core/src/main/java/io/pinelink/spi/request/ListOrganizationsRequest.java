package io.pinelink.spi.request;

/** A request for all organizations of the service account. */
public record ListOrganizationsRequest() {}
