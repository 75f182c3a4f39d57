package io.pinelink.admin;

/** Asks for all organizations of the service account. */
public record ListOrganizationsRequest() {}
