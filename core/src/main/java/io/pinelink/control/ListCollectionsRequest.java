package io.pinelink.control;

/** Asks for all collections of the project. */
public record ListCollectionsRequest() {}
