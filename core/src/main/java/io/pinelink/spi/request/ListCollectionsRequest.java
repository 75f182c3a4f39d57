package io.pinelink.spi.request;

/** Asks for all collections of the project. */
public record ListCollectionsRequest() {}
