package io.pinelink.rest.codec;

import static io.pinelink.rest.codec.RestRequest.segment;
import static io.pinelink.rest.json.JsonMembers.integer;
import static io.pinelink.rest.json.JsonReader.required;
import static io.pinelink.spi.ControlOperations.CONFIGURE_INDEX;
import static io.pinelink.spi.ControlOperations.CREATE_DOCUMENT_INDEX;
import static io.pinelink.spi.ControlOperations.CREATE_INDEX;
import static io.pinelink.spi.ControlOperations.CREATE_INDEX_FOR_MODEL;
import static io.pinelink.spi.ControlOperations.DELETE_INDEX;
import static io.pinelink.spi.ControlOperations.DESCRIBE_INDEX;
import static io.pinelink.spi.ControlOperations.LIST_INDEXES;

import com.fasterxml.jackson.core.JsonGenerator;
import io.pinelink.control.ConfigureIndexRequest;
import io.pinelink.control.CreateIndexForModelRequest;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexDescription;
import io.pinelink.control.IndexSchema;
import io.pinelink.control.IndexSpec;
import io.pinelink.control.IndexStatus;
import io.pinelink.control.IntegratedEmbedding;
import io.pinelink.control.ReadCapacity;
import io.pinelink.control.ReadCapacityStatus;
import io.pinelink.internal.response.ControlResponses;
import io.pinelink.internal.response.VectorResponses;
import io.pinelink.model.ListResponse;
import io.pinelink.model.Metric;
import io.pinelink.model.ResponseInfo;
import io.pinelink.model.VectorType;
import io.pinelink.rest.json.JsonReader;
import io.pinelink.rest.json.JsonWriter;
import io.pinelink.rest.json.MalformedJsonException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Indexes over REST. */
final class IndexCodec {
  private static final String FIRST_BY_SCHEMA = "2026-07";

  private IndexCodec() {}

  static @Nullable RestBinding<?, ?> row(String operation) {
    return switch (operation) {
      case "createIndex" ->
          new RestBinding<>(
              CREATE_INDEX,
              (r, namespace, version) ->
                  RestRequest.postObject(
                      "/indexes",
                      isBySchema(version) ? IndexSchemaCodec.createIndex(r) : createIndex(r)),
              IndexCodec::index);
      case "createDocumentIndex" ->
          new RestBinding<>(
              CREATE_DOCUMENT_INDEX,
              r -> RestRequest.postObject("/indexes", IndexSchemaCodec.createDocumentIndex(r)),
              IndexCodec::index);
      case "createIndexForModel" ->
          new RestBinding<>(
              CREATE_INDEX_FOR_MODEL,
              r -> RestRequest.postObject("/indexes/create-for-model", createIndexForModel(r)),
              IndexCodec::index);
      case "describeIndex" ->
          new RestBinding<>(
              DESCRIBE_INDEX,
              r -> RestRequest.get("/indexes/" + segment(r.name())),
              IndexCodec::index);
      case "listIndexes" ->
          new RestBinding<>(LIST_INDEXES, r -> RestRequest.get("/indexes"), IndexCodec::indexList);
      case "configureIndex" ->
          new RestBinding<>(
              CONFIGURE_INDEX,
              (r, namespace, version) ->
                  RestRequest.patchObject(
                      "/indexes/" + segment(r.name()),
                      isBySchema(version) ? IndexSchemaCodec.configureIndex(r) : configureIndex(r)),
              IndexCodec::index);
      case "deleteIndex" ->
          new RestBinding<>(
              DELETE_INDEX,
              r -> RestRequest.delete("/indexes/" + segment(r.name())),
              RestBinding::empty);
      default -> null;
    };
  }

  /** Returns whether a version describes an index by a schema, a deployment and a capacity. */
  private static boolean isBySchema(String version) {
    return version.compareTo(FIRST_BY_SCHEMA) >= 0;
  }

  static JsonWriter createIndex(CreateIndexRequest request) {
    return json -> {
      json.writeStringField("name", request.name());
      json.writeStringField("vector_type", request.vectorType().value());
      integer(json, "dimension", request.dimension());
      json.writeStringField("metric", request.metric().value());
      deletionProtection(json, request.deletionProtection());
      SpecCodec.spec(json, request.spec());
      tags(json, request.tags());
    };
  }

  static JsonWriter createIndexForModel(CreateIndexForModelRequest request) {
    return json -> {
      json.writeStringField("name", request.name());
      json.writeStringField("cloud", request.cloud().value());
      json.writeStringField("region", request.region());
      deletionProtection(json, request.deletionProtection());
      tags(json, request.tags());
      EmbedCodec.embed(json, request);
      if (request.schema().isPresent()) {
        NamespaceCodec.schema(json, request.schema().get());
      }
      if (request.readCapacity().isPresent()) {
        SpecCodec.readCapacity(json, request.readCapacity().get());
      }
    };
  }

  static JsonWriter configureIndex(ConfigureIndexRequest request) {
    return json -> {
      if (request.deletionProtection().isPresent()) {
        deletionProtection(json, request.deletionProtection().get());
      }
      tags(json, request.tags());
      changedSpec(json, request);
      EmbedCodec.changed(json, request);
    };
  }

  /** Writes the changed spec; a request changes settings of at most one kind of index. */
  private static void changedSpec(JsonGenerator json, ConfigureIndexRequest request)
      throws IOException {
    if (request.readCapacity().isPresent()) {
      capacityOf("serverless", json, request.readCapacity().get());
    } else if (request.byocReadCapacity().isPresent()) {
      capacityOf("byoc", json, request.byocReadCapacity().get());
    } else if (request.changesPods()) {
      json.writeObjectFieldStart("spec");
      json.writeObjectFieldStart("pod");
      SpecCodec.pods(json, request);
      json.writeEndObject();
      json.writeEndObject();
    }
  }

  private static void capacityOf(String kind, JsonGenerator json, ReadCapacity capacity)
      throws IOException {
    json.writeObjectFieldStart("spec");
    json.writeObjectFieldStart(kind);
    SpecCodec.readCapacity(json, capacity);
    json.writeEndObject();
    json.writeEndObject();
  }

  static void deletionProtection(JsonGenerator json, boolean enabled) throws IOException {
    json.writeStringField("deletion_protection", enabled ? "enabled" : "disabled");
  }

  static void tags(JsonGenerator json, Map<String, String> tags) throws IOException {
    if (tags.isEmpty()) {
      return;
    }
    json.writeObjectFieldStart("tags");
    for (Map.Entry<String, String> tag : tags.entrySet()) {
      json.writeStringField(tag.getKey(), tag.getValue());
    }
    json.writeEndObject();
  }

  static ListResponse<IndexDescription> indexList(JsonReader json, ResponseInfo info)
      throws IOException {
    List<IndexDescription> indexes = new ArrayList<>();
    if (json.enterObject()) {
      for (String member = json.nextMember(); member != null; member = json.nextMember()) {
        if (member.equals("indexes")) {
          indexes(json, indexes, info);
        } else {
          json.skip();
        }
      }
    }
    return new VectorResponses.ListResult<>(indexes, Optional.empty(), info);
  }

  private static void indexes(JsonReader json, List<IndexDescription> into, ResponseInfo info)
      throws IOException {
    if (json.enterArray()) {
      while (json.nextElement()) {
        into.add(index(json, info));
      }
    }
  }

  static IndexDescription index(JsonReader json, ResponseInfo info) throws IOException {
    IndexMembers index = new IndexMembers();
    if (json.enterObject()) {
      for (String member = json.nextMember(); member != null; member = json.nextMember()) {
        switch (member) {
          case "id" -> index.id = json.text();
          case "name" -> index.name = json.text();
          case "metric" -> index.metric = json.text();
          case "vector_type" -> index.vectorType = json.text();
          case "dimension" -> index.dimension = json.integer();
          case "host" -> index.host = json.text();
          case "private_host" -> index.privateHost = json.text();
          case "deletion_protection" -> index.deletionProtection = json.text();
          case "status" -> index.status = status(json);
          case "spec" -> index.spec.read(json);
          case "deployment" -> index.deployment.members(json);
          case "read_capacity" -> index.readCapacity.read(json);
          case "schema" -> index.schema = IndexSchemaCodec.schema(json);
          case "source_collection" -> index.sourceCollection = json.text();
          case "source_backup_id" -> index.sourceBackupId = json.text();
          case "cmek_id" -> index.cmekId = json.text();
          case "tags" -> index.tags = json.texts();
          case "embed" -> index.embed = EmbedCodec.embed(json);
          default -> json.skip();
        }
      }
    }
    return index.build(info);
  }

  private static @Nullable IndexStatus status(JsonReader json) throws IOException {
    if (!json.enterObject()) {
      return null;
    }
    Boolean ready = null;
    String state = null;
    for (String member = json.nextMember(); member != null; member = json.nextMember()) {
      switch (member) {
        case "ready" -> ready = json.bool();
        case "state" -> state = json.text();
        default -> json.skip();
      }
    }
    return new ControlResponses.IndexStatusResult(
        required("status.ready", ready), required("status.state", state));
  }

  /** The members of an index read so far; they come in any order. */
  private static final class IndexMembers {
    private @Nullable String id;
    private @Nullable String name;
    private @Nullable String metric;
    private @Nullable String vectorType;
    private @Nullable Integer dimension;
    private @Nullable String host;
    private @Nullable String privateHost;
    private @Nullable String deletionProtection;
    private @Nullable IndexStatus status;
    private final SpecCodec.SpecReader spec = new SpecCodec.SpecReader();
    private final SpecCodec.SpecReader deployment = new SpecCodec.SpecReader();
    private final SpecCodec.ReadCapacityReader readCapacity = new SpecCodec.ReadCapacityReader();
    private @Nullable IndexSchema schema;
    private @Nullable String sourceCollection;
    private @Nullable String sourceBackupId;
    private @Nullable String cmekId;
    private Map<String, String> tags = Map.of();
    private @Nullable IntegratedEmbedding embed;

    IndexDescription build(ResponseInfo info) throws MalformedJsonException {
      IndexDescription.Builder index =
          IndexDescription.builder(
              required("name", name), required("status", status), spec(), info);
      if (id != null) {
        index.id(id);
      }
      if (schema == null) {
        addVectors(index);
      } else {
        index.schema(schema);
        VectorsOfSchema.add(schema, index);
      }
      if (host != null && !host.isEmpty()) {
        index.host(host);
      }
      if (privateHost != null && !privateHost.isEmpty()) {
        index.privateHost(privateHost);
      }
      if (embed != null) {
        index.embed(embed);
      }
      if (sourceBackupId != null) {
        index.sourceBackupId(sourceBackupId);
      }
      if (cmekId != null) {
        index.cmekId(cmekId);
      }
      ReadCapacityStatus capacity =
          deployment.isDeployment() ? readCapacity.status() : spec.readCapacityStatus();
      if (capacity != null) {
        index.readCapacityStatus(capacity);
      }
      return index.deletionProtection("enabled".equals(deletionProtection)).tags(tags).build();
    }

    private IndexSpec spec() {
      if (deployment.isDeployment()) {
        return deployment.deployed(readCapacity.capacity(), schema, sourceCollection);
      }
      IndexSpec found = spec.spec();
      return found == null ? new IndexSpec.Other("") : found;
    }

    /**
     * Adds the vectors as versions before 2026-07 describe them; those before 2025-01 omit the
     * type.
     */
    private void addVectors(IndexDescription.Builder index) {
      if (metric != null) {
        index.metric(new Metric(metric));
        index.vectorType(vectorType == null ? VectorType.DENSE : new VectorType(vectorType));
      }
      if (dimension != null) {
        index.dimension(dimension);
      }
    }
  }
}
