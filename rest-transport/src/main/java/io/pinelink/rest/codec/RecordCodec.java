package io.pinelink.rest.codec;

import static io.pinelink.rest.codec.RestRequest.segment;
import static io.pinelink.rest.json.JsonMembers.fields;
import static io.pinelink.rest.json.JsonMembers.integer;
import static io.pinelink.rest.json.JsonMembers.text;
import static io.pinelink.rest.json.JsonMembers.texts;
import static io.pinelink.rest.json.JsonReader.required;
import static io.pinelink.spi.DataOperations.SEARCH_RECORDS;
import static io.pinelink.spi.DataOperations.UPSERT_RECORDS;

import com.fasterxml.jackson.core.JsonGenerator;
import io.pinelink.internal.response.RecordResponses;
import io.pinelink.internal.response.VectorResponses;
import io.pinelink.model.EmptyResponse;
import io.pinelink.model.Fields;
import io.pinelink.model.ResponseInfo;
import io.pinelink.model.SparseValues;
import io.pinelink.records.MatchTerms;
import io.pinelink.records.RecordHit;
import io.pinelink.records.Reranking;
import io.pinelink.records.SearchRecordsRequest;
import io.pinelink.records.SearchRecordsResponse;
import io.pinelink.records.TextRecord;
import io.pinelink.records.UpsertRecordsRequest;
import io.pinelink.rest.json.Json;
import io.pinelink.rest.json.JsonObject;
import io.pinelink.rest.json.JsonObject.Member;
import io.pinelink.rest.json.JsonObject.NumberMember;
import io.pinelink.rest.json.JsonReader;
import io.pinelink.rest.json.JsonWriter;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Records over REST. */
final class RecordCodec {
  private RecordCodec() {}

  static @Nullable RestBinding<?, ?> row(String operation) {
    return switch (operation) {
      case "upsertRecords" ->
          new RestBinding<>(
              UPSERT_RECORDS,
              (r, namespace) -> RestRequest.postLines(path(namespace, "upsert"), upsert(r)),
              RecordCodec::upsert);
      case "searchRecords" ->
          new RestBinding<>(
              SEARCH_RECORDS,
              (r, namespace) -> RestRequest.postObject(path(namespace, "search"), search(r)),
              RecordCodec::search);
      default -> null;
    };
  }

  /** Returns a path, which cannot contain an empty name, so the default namespace has another. */
  private static String path(String namespace, String verb) {
    String name = namespace.isEmpty() ? "__default__" : namespace;
    return "/records/namespaces/" + segment(name) + "/" + verb;
  }

  /** Returns a writer of one value for each record. */
  static JsonWriter upsert(UpsertRecordsRequest request) {
    return json -> {
      for (TextRecord record : request.records()) {
        json.writeStartObject();
        json.writeStringField("_id", record.id());
        for (Map.Entry<String, @Nullable Object> field : record.fields().asMap().entrySet()) {
          json.writeFieldName(field.getKey());
          Json.writeValue(json, field.getValue());
        }
        json.writeEndObject();
      }
    };
  }

  static JsonWriter search(SearchRecordsRequest request) {
    return json -> {
      json.writeObjectFieldStart("query");
      query(json, request);
      json.writeEndObject();
      texts(json, "fields", request.fields());
      if (request.rerank().isPresent()) {
        rerank(json, request.rerank().get());
      }
    };
  }

  private static void query(JsonGenerator json, SearchRecordsRequest request) throws IOException {
    json.writeNumberField("top_k", request.topK());
    if (request.text().isPresent()) {
      json.writeObjectFieldStart("inputs");
      json.writeStringField("text", request.text().get());
      json.writeEndObject();
    } else if (request.id().isPresent()) {
      json.writeStringField("id", request.id().get());
    } else {
      vector(json, request);
    }
    if (request.filter().isPresent()) {
      json.writeFieldName("filter");
      Json.writeValue(json, request.filter().get().asMap());
    }
    if (request.matchTerms().isPresent()) {
      MatchTerms match = request.matchTerms().get();
      json.writeObjectFieldStart("match_terms");
      json.writeStringField("strategy", match.strategy());
      texts(json, "terms", match.terms());
      json.writeEndObject();
    }
  }

  private static void vector(JsonGenerator json, SearchRecordsRequest request) throws IOException {
    json.writeObjectFieldStart("vector");
    if (request.dimension() > 0) {
      json.writeFieldName("values");
      Json.writeFloats(json, request.dimension(), request::value);
    }
    if (request.sparseVector().isPresent()) {
      sparse(json, request.sparseVector().get());
    }
    json.writeEndObject();
  }

  private static void sparse(JsonGenerator json, SparseValues sparse) throws IOException {
    json.writeFieldName("sparse_values");
    Json.writeFloats(json, sparse.size(), sparse::value);
    json.writeArrayFieldStart("sparse_indices");
    for (int i = 0; i < sparse.size(); i++) {
      json.writeNumber(sparse.index(i));
    }
    json.writeEndArray();
  }

  private static void rerank(JsonGenerator json, Reranking rerank) throws IOException {
    json.writeObjectFieldStart("rerank");
    json.writeStringField("model", rerank.model());
    texts(json, "rank_fields", rerank.rankFields());
    integer(json, "top_n", rerank.topN());
    fields(json, "parameters", rerank.parameters());
    text(json, "query", rerank.query());
    json.writeEndObject();
  }

  /** The service answers with an empty body. */
  static EmptyResponse upsert(JsonReader json, ResponseInfo info) {
    return new VectorResponses.EmptyResult(info);
  }

  static SearchRecordsResponse search(JsonReader json, ResponseInfo info) throws IOException {
    JsonObject answer = json.object();
    Member<String> namespace = answer.text("namespace");
    Member<List<RecordHit>> hits = answer.object("result").list("hits", RecordCodec::hit);
    JsonObject usage = answer.object("usage");
    NumberMember<Long> readUnits = usage.longInteger("read_units");
    NumberMember<Long> embedTotalTokens = usage.longInteger("embed_total_tokens");
    NumberMember<Long> rerankUnits = usage.longInteger("rerank_units");
    NumberMember<Long> egressBytes = usage.longInteger("egress_bytes");
    answer.read();
    return new RecordResponses.SearchRecordsResult(
        hits.orElse(List.of()),
        namespace.orElse(""),
        readUnits.optionalLong(),
        embedTotalTokens.optionalLong(),
        rerankUnits.optionalLong(),
        egressBytes.optionalLong(),
        info);
  }

  private static RecordHit hit(JsonReader json) throws IOException {
    String id = null;
    Float score = null;
    Fields fields = Fields.empty();
    if (json.enterObject()) {
      for (String member = json.nextMember(); member != null; member = json.nextMember()) {
        switch (member) {
          case "_id" -> id = json.text();
          case "_score" -> score = json.isNull() ? null : (Float) json.float32();
          case "fields" -> fields = json.fields();
          default -> json.skip();
        }
      }
    }
    return new RecordResponses.RecordHitResult(
        required("hits._id", id), required("hits._score", score), fields);
  }
}
