package io.pinelink.spi.request;

/** Asks for all projects of the organization. */
public record ListProjectsRequest() {}
