package io.pinelink.rest.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import io.pinelink.model.SparseValues;
import io.pinelink.records.MatchTerms;
import io.pinelink.records.Reranking;
import io.pinelink.records.SearchRecordsRequest;
import io.pinelink.records.TextRecord;
import io.pinelink.records.UpsertRecordsRequest;
import io.pinelink.rest.json.Json;
import io.pinelink.rest.json.JsonWriter;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The encoding of requests about records as JSON, API version 2026-04. One pure function for each
 * body.
 */
final class RecordCodec {
  private RecordCodec() {}

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
      json.writeStartObject();
      json.writeObjectFieldStart("query");
      query(json, request);
      json.writeEndObject();
      if (!request.fields().isEmpty()) {
        texts(json, "fields", request.fields());
      }
      if (request.rerank().isPresent()) {
        rerank(json, request.rerank().get());
      }
      json.writeEndObject();
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
    if (rerank.topN().isPresent()) {
      json.writeNumberField("top_n", rerank.topN().getAsInt());
    }
    if (!rerank.parameters().isEmpty()) {
      json.writeFieldName("parameters");
      Json.writeValue(json, rerank.parameters().asMap());
    }
    if (rerank.query().isPresent()) {
      json.writeStringField("query", rerank.query().get());
    }
    json.writeEndObject();
  }

  private static void texts(JsonGenerator json, String name, List<String> texts)
      throws IOException {
    json.writeFieldName(name);
    Json.writeValue(json, texts);
  }
}
