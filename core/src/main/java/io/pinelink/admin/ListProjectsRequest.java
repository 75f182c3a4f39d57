package io.pinelink.admin;

/** Asks for all projects of the organization. */
public record ListProjectsRequest() {}
