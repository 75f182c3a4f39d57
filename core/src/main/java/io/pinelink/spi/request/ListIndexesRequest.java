package io.pinelink.spi.request;

/** Asks for all indexes of the project. */
public record ListIndexesRequest() {}
