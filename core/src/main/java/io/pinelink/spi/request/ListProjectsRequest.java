package io.pinelink.spi.request;

/** A request for all projects of the organization. */
public record ListProjectsRequest() {}
