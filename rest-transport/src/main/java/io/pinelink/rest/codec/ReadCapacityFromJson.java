package io.pinelink.rest.codec;

import static io.pinelink.rest.json.JsonReader.required;

import io.pinelink.control.ReadCapacity;
import io.pinelink.control.ReadCapacityStatus;
import io.pinelink.rest.json.JsonReader;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The decoding of a spec's member {@code read_capacity}, API version 2026-04; for one use. */
final class ReadCapacityFromJson {
  private @Nullable String mode;
  private @Nullable String nodeType;
  private @Nullable Integer shards;
  private @Nullable Integer replicas;
  private @Nullable ReadCapacityStatus status;

  void read(JsonReader json) throws IOException {
    if (json.enterObject()) {
      for (String member = json.nextMember(); member != null; member = json.nextMember()) {
        switch (member) {
          case "mode" -> mode = json.text();
          case "dedicated" -> dedicated(json);
          case "status" -> status = status(json);
          default -> json.skip();
        }
      }
    }
  }

  private void dedicated(JsonReader json) throws IOException {
    if (json.enterObject()) {
      for (String member = json.nextMember(); member != null; member = json.nextMember()) {
        switch (member) {
          case "node_type" -> nodeType = json.text();
          case "manual" -> manual(json);
          default -> json.skip();
        }
      }
    }
  }

  private void manual(JsonReader json) throws IOException {
    if (json.enterObject()) {
      for (String member = json.nextMember(); member != null; member = json.nextMember()) {
        switch (member) {
          case "shards" -> shards = json.integer();
          case "replicas" -> replicas = json.integer();
          default -> json.skip();
        }
      }
    }
  }

  private static @Nullable ReadCapacityStatus status(JsonReader json) throws IOException {
    if (!json.enterObject()) {
      return null;
    }
    String state = null;
    Integer currentShards = null;
    Integer currentReplicas = null;
    String errorMessage = null;
    for (String member = json.nextMember(); member != null; member = json.nextMember()) {
      switch (member) {
        case "state" -> state = json.text();
        case "current_shards" -> currentShards = json.integer();
        case "current_replicas" -> currentReplicas = json.integer();
        case "error_message" -> errorMessage = json.text();
        default -> json.skip();
      }
    }
    return new ReadCapacityStatus(
        required("read_capacity.status.state", state),
        optional(currentShards),
        optional(currentReplicas),
        Optional.ofNullable(errorMessage));
  }

  private static OptionalInt optional(@Nullable Integer value) {
    return value == null ? OptionalInt.empty() : OptionalInt.of(value);
  }

  /** Returns the capacity; a dedicated one with an unknown scaling is {@code Other}. */
  Optional<ReadCapacity> capacity() {
    if (mode == null) {
      return Optional.empty();
    }
    if (mode.equals("OnDemand")) {
      return Optional.of(ReadCapacity.onDemand());
    }
    if (mode.equals("Dedicated") && nodeType != null && shards != null && replicas != null) {
      return Optional.of(new ReadCapacity.Dedicated(nodeType, shards, replicas));
    }
    return Optional.of(new ReadCapacity.Other(mode));
  }

  @Nullable ReadCapacityStatus status() {
    return status;
  }
}
