package io.pinelink.spi.request;

/** A request for all collections of the project. */
public record ListCollectionsRequest() {}
