package io.pinelink.spi.request;

/** A request for all indexes of the project. */
public record ListIndexesRequest() {}
