package io.pinelink.spi.request;

/** A request without parameters, such as one for all indexes of the project. */
public record EmptyRequest() {}
