package io.pinelink.control;

/** Asks for all indexes of the project. */
public record ListIndexesRequest() {}
