package io.pinelink.spark;

import java.io.Serializable;

/** A row that the service, or a check before it, refused. */
record RefusedRow(String id, String reason) implements Serializable {
  @Override
  public String toString() {
    return "row '" + id + "': " + reason;
  }
}
