package io.pinelink.rest.codec;

import static io.pinelink.rest.json.JsonMembers.integer;
import static io.pinelink.rest.json.JsonMembers.text;
import static io.pinelink.rest.json.JsonReader.required;

import com.fasterxml.jackson.core.JsonGenerator;
import io.pinelink.control.ConfigureIndexRequest;
import io.pinelink.control.IndexSchema;
import io.pinelink.control.IndexSpec;
import io.pinelink.control.ReadCapacity;
import io.pinelink.control.ReadCapacityStatus;
import io.pinelink.control.SchemaField;
import io.pinelink.internal.response.ControlResponses;
import io.pinelink.model.MetadataSchema;
import io.pinelink.rest.json.JsonReader;
import io.pinelink.rest.json.MalformedJsonException;
import io.pinelink.routing.Cloud;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The deployment of an index in JSON: its spec, its read capacity and its status. */
final class SpecCodec {
  private SpecCodec() {}

  /** Writes the member {@code spec}. */
  static void spec(JsonGenerator json, IndexSpec spec) throws IOException {
    json.writeObjectFieldStart("spec");
    if (spec instanceof IndexSpec.Serverless serverless) {
      serverless(json, serverless);
    } else if (spec instanceof IndexSpec.Pod pod) {
      pod(json, pod);
    } else if (spec instanceof IndexSpec.Byoc byoc) {
      byoc(json, byoc);
    }
    json.writeEndObject();
  }

  private static void serverless(JsonGenerator json, IndexSpec.Serverless spec) throws IOException {
    json.writeObjectFieldStart("serverless");
    json.writeStringField("cloud", spec.cloud().value());
    json.writeStringField("region", spec.region());
    if (spec.readCapacity().isPresent()) {
      readCapacity(json, spec.readCapacity().get());
    }
    if (spec.schema().isPresent()) {
      NamespaceCodec.schema(json, spec.schema().get());
    }
    text(json, "source_collection", spec.sourceCollection());
    json.writeEndObject();
  }

  private static void pod(JsonGenerator json, IndexSpec.Pod spec) throws IOException {
    json.writeObjectFieldStart("pod");
    json.writeStringField("environment", spec.environment());
    json.writeStringField("pod_type", spec.podType());
    json.writeNumberField("replicas", spec.replicas());
    json.writeNumberField("shards", spec.shards());
    json.writeNumberField("pods", spec.pods());
    if (spec.indexedFields().isPresent()) {
      json.writeObjectFieldStart("metadata_config");
      json.writeArrayFieldStart("indexed");
      for (String field : spec.indexedFields().get()) {
        json.writeString(field);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    text(json, "source_collection", spec.sourceCollection());
    json.writeEndObject();
  }

  private static void byoc(JsonGenerator json, IndexSpec.Byoc spec) throws IOException {
    json.writeObjectFieldStart("byoc");
    json.writeStringField("environment", spec.environment());
    if (spec.readCapacity().isPresent()) {
      readCapacity(json, spec.readCapacity().get());
    }
    if (spec.schema().isPresent()) {
      NamespaceCodec.schema(json, spec.schema().get());
    }
    json.writeEndObject();
  }

  /** Writes the changed settings of pods as members. */
  static void pods(JsonGenerator json, ConfigureIndexRequest request) throws IOException {
    integer(json, "replicas", request.replicas());
    text(json, "pod_type", request.podType());
  }

  /** Writes the member {@code read_capacity}. */
  static void readCapacity(JsonGenerator json, ReadCapacity capacity) throws IOException {
    json.writeObjectFieldStart("read_capacity");
    if (capacity instanceof ReadCapacity.Dedicated dedicated) {
      json.writeStringField("mode", "Dedicated");
      json.writeObjectFieldStart("dedicated");
      json.writeStringField("node_type", dedicated.nodeType());
      json.writeStringField("scaling", "Manual");
      json.writeObjectFieldStart("manual");
      json.writeNumberField("shards", dedicated.shards());
      json.writeNumberField("replicas", dedicated.replicas());
      json.writeEndObject();
      json.writeEndObject();
    } else {
      json.writeStringField("mode", "OnDemand");
    }
    json.writeEndObject();
  }

  /**
   * The decoding of an index's member {@code spec}, API version 2026-04, or {@code deployment}, API
   * version 2026-07; for one use. The spec has one member, named after its kind. What a deployment
   * lacks of it is in other members of the index.
   */
  static final class SpecReader {
    private static final Set<String> KINDS = Set.of("serverless", "pod", "byoc");

    private @Nullable IndexSpec spec;
    private @Nullable String type;
    private final SpecCodec.ReadCapacityReader readCapacity = new SpecCodec.ReadCapacityReader();
    private @Nullable String cloud;
    private @Nullable String region;
    private @Nullable String environment;
    private @Nullable String podType;
    private @Nullable Integer replicas;
    private @Nullable Integer shards;
    private @Nullable Integer pods;
    private @Nullable List<String> indexedFields;
    private @Nullable MetadataSchema schema;
    private @Nullable String sourceCollection;

    void read(JsonReader json) throws IOException {
      if (json.enterObject()) {
        for (String kind = json.nextMember(); kind != null; kind = json.nextMember()) {
          if (KINDS.contains(kind) && json.isObject()) {
            members(json);
            spec = of(kind);
          } else {
            spec = spec == null && json.isObject() ? new IndexSpec.Other(kind) : spec;
            json.skip();
          }
        }
      }
    }

    /** Reads the members of a deployment, or of the one member of a spec. */
    void members(JsonReader json) throws IOException {
      if (json.enterObject()) {
        for (String member = json.nextMember(); member != null; member = json.nextMember()) {
          switch (member) {
            case "deployment_type" -> type = json.text();
            case "cloud" -> cloud = json.text();
            case "region" -> region = json.text();
            case "environment" -> environment = json.text();
            case "pod_type" -> podType = json.text();
            case "replicas" -> replicas = json.integer();
            case "shards" -> shards = json.integer();
            case "pods" -> pods = json.integer();
            case "metadata_config" -> metadataConfig(json);
            case "read_capacity" -> readCapacity.read(json);
            case "schema" -> schema = NamespaceCodec.schema(json);
            case "source_collection" -> sourceCollection = json.text();
            default -> json.skip();
          }
        }
      }
    }

    private void metadataConfig(JsonReader json) throws IOException {
      if (json.enterObject()) {
        for (String member = json.nextMember(); member != null; member = json.nextMember()) {
          if (member.equals("indexed") && json.enterArray()) {
            indexedFields = new ArrayList<>();
            while (json.nextElement()) {
              indexedFields.add(json.textOrEmpty());
            }
          } else {
            json.skip();
          }
        }
      }
    }

    /** Returns the spec of a known kind. */
    private IndexSpec of(String kind) throws MalformedJsonException {
      return switch (kind) {
        case "serverless" ->
            new IndexSpec.Serverless(
                new Cloud(required("spec.serverless.cloud", cloud)),
                required("spec.serverless.region", region),
                readCapacity.capacity(),
                Optional.ofNullable(schema),
                Optional.ofNullable(sourceCollection));
        case "pod" ->
            pod(
                required("spec.pod.environment", environment),
                required("spec.pod.pod_type", podType),
                Optional.ofNullable(indexedFields),
                Optional.ofNullable(sourceCollection));
        default ->
            new IndexSpec.Byoc(
                required("spec.byoc.environment", environment),
                readCapacity.capacity(),
                Optional.ofNullable(schema));
      };
    }

    /** Returns the spec of a pod index. Omitted numbers are 1, according to the documentation. */
    private IndexSpec pod(
        String place, String podSize, Optional<List<String>> fields, Optional<String> source) {
      int copies = replicas == null ? 1 : replicas;
      int parts = shards == null ? 1 : shards;
      int all = pods == null ? copies * parts : pods;
      return new IndexSpec.Pod(place, podSize, copies, parts, all, fields, source);
    }

    /** Returns whether this is a deployment. */
    boolean isDeployment() {
      return type != null;
    }

    /** Returns the spec of a deployment; one of an unknown form is {@code Other}. */
    IndexSpec deployed(
        Optional<ReadCapacity> capacity,
        @Nullable IndexSchema fields,
        @Nullable String collection) {
      Set<String> filterable = filterable(fields);
      Optional<MetadataSchema> metadata =
          filterable.isEmpty() ? Optional.empty() : Optional.of(new MetadataSchema(filterable));
      Optional<String> source = Optional.ofNullable(collection);
      if ("managed".equals(type) && cloud != null && region != null) {
        return new IndexSpec.Serverless(new Cloud(cloud), region, capacity, metadata, source);
      }
      if ("byoc".equals(type) && environment != null) {
        return new IndexSpec.Byoc(environment, capacity, metadata);
      }
      if ("pod".equals(type) && environment != null && podType != null) {
        return pod(
            environment, podType, metadata.map(known -> List.copyOf(known.filterable())), source);
      }
      return new IndexSpec.Other(type == null ? "" : type);
    }

    private static Set<String> filterable(@Nullable IndexSchema schema) {
      Set<String> names = new LinkedHashSet<>();
      if (schema != null) {
        schema
            .fields()
            .forEach(
                (name, field) -> {
                  if (field instanceof SchemaField.Filterable) {
                    names.add(name);
                  }
                });
      }
      return names;
    }

    /** Returns the spec; null if there is none. */
    @Nullable IndexSpec spec() {
      return spec;
    }

    @Nullable ReadCapacityStatus readCapacityStatus() {
      return readCapacity.status();
    }
  }

  /** The decoding of a spec's member {@code read_capacity}, API version 2026-04; for one use. */
  static final class ReadCapacityReader {
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
      return new ControlResponses.ReadCapacityStatusResult(
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
}
