package io.pinelink.model;

/** Asks for all indexes of the project. */
public record ListIndexesRequest() {}
