package io.pinelink.model;

/** A response of the service, or a description from one. */
public interface Response {
  /** Returns the origin of the response: its request id, route and protocol. */
  ResponseInfo info();
}
