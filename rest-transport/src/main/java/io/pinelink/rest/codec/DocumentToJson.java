package io.pinelink.rest.codec;

import static io.pinelink.rest.json.JsonMembers.integer;
import static io.pinelink.rest.json.JsonMembers.text;
import static io.pinelink.rest.json.JsonMembers.texts;

import com.fasterxml.jackson.core.JsonGenerator;
import io.pinelink.documents.Document;
import io.pinelink.documents.DocumentFields;
import io.pinelink.documents.DocumentUpdate;
import io.pinelink.documents.FetchDocumentsRequest;
import io.pinelink.documents.FieldSelection;
import io.pinelink.documents.ScoringClause;
import io.pinelink.documents.SearchDocumentsRequest;
import io.pinelink.documents.UpdateDocumentsRequest;
import io.pinelink.documents.UpsertDocumentsRequest;
import io.pinelink.model.DeleteRequest;
import io.pinelink.model.DenseValues;
import io.pinelink.model.Filter;
import io.pinelink.model.ListIdsRequest;
import io.pinelink.model.SparseValues;
import io.pinelink.rest.json.Json;
import io.pinelink.rest.json.JsonWriter;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The encoding of requests about documents as JSON, API version 2026-07. One pure function for each
 * body.
 */
public final class DocumentToJson {
  private static final List<String> ALL_FIELDS = List.of("*");

  private DocumentToJson() {}

  public static JsonWriter upsert(UpsertDocumentsRequest request) {
    return json -> {
      json.writeStartObject();
      json.writeArrayFieldStart("documents");
      for (Document document : request.documents()) {
        json.writeStartObject();
        json.writeStringField("_id", document.id());
        fields(json, document.fields());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    };
  }

  static JsonWriter search(SearchDocumentsRequest request) {
    return json -> {
      json.writeStartObject();
      json.writeArrayFieldStart("score_by");
      for (ScoringClause clause : request.scoreBy()) {
        clause(json, clause);
      }
      json.writeEndArray();
      json.writeNumberField("top_k", request.topK());
      FieldSelection fields = request.fields();
      // Without the member, a search returns no fields.
      texts(json, "include_fields", fields.isAll() ? ALL_FIELDS : fields.names());
      filter(json, request.filter());
      json.writeEndObject();
    };
  }

  private static void clause(JsonGenerator json, ScoringClause clause) throws IOException {
    if (clause instanceof ScoringClause.Raw raw) {
      Json.writeValue(json, raw.clause().asMap());
      return;
    }
    json.writeStartObject();
    if (clause instanceof ScoringClause.Dense dense) {
      typed(json, "dense_vector", List.of(dense.field()));
      json.writeFieldName("values");
      dense(json, dense.values());
    } else if (clause instanceof ScoringClause.Sparse sparse) {
      typed(json, "sparse_vector", List.of(sparse.field()));
      json.writeFieldName("sparse_values");
      sparse(json, sparse.values());
    } else if (clause instanceof ScoringClause.Text text) {
      typed(json, "text", text.fields());
      json.writeStringField("query", text.query());
    } else if (clause instanceof ScoringClause.QueryText query) {
      typed(json, "query_string", List.of());
      json.writeStringField("query", query.query());
    } else if (clause instanceof ScoringClause.Embed embed) {
      typed(json, "embed", List.of(embed.field()));
      json.writeStringField("query", embed.query());
    } else if (clause instanceof ScoringClause.SparseEmbed embed) {
      typed(json, "sparse_embed", List.of(embed.field()));
      json.writeStringField("query", embed.query());
    }
    json.writeEndObject();
  }

  private static void typed(JsonGenerator json, String type, List<String> fields)
      throws IOException {
    json.writeStringField("type", type);
    texts(json, "fields", fields);
  }

  static JsonWriter fetch(FetchDocumentsRequest request) {
    return json -> {
      json.writeStartObject();
      texts(json, "ids", request.ids());
      filter(json, request.filter());
      // Without the member, a fetch returns all fields.
      texts(json, "include_fields", request.fields().names());
      page(json, request.limit(), request.paginationToken());
      json.writeEndObject();
    };
  }

  static JsonWriter update(UpdateDocumentsRequest request) {
    return json -> {
      json.writeStartObject();
      if (request.filter().isPresent()) {
        filter(json, request.filter());
        if (!request.set().isEmpty()) {
          json.writeObjectFieldStart("set_fields");
          fields(json, request.set());
          json.writeEndObject();
        }
        texts(json, "remove_fields", request.removed());
      } else {
        json.writeArrayFieldStart("documents");
        for (DocumentUpdate update : request.updates()) {
          json.writeStartObject();
          json.writeStringField("_id", update.id());
          fields(json, update.set());
          texts(json, "_remove_fields", update.removed());
          json.writeEndObject();
        }
        json.writeEndArray();
      }
      json.writeEndObject();
    };
  }

  static JsonWriter delete(DeleteRequest request) {
    return json -> {
      json.writeStartObject();
      texts(json, "ids", request.ids());
      filter(json, request.filter());
      if (request.isAll()) {
        json.writeBooleanField("delete_all", true);
      }
      json.writeEndObject();
    };
  }

  static JsonWriter list(ListIdsRequest request) {
    return json -> {
      json.writeStartObject();
      text(json, "prefix", request.prefix());
      page(json, request.limit(), request.paginationToken());
      json.writeEndObject();
    };
  }

  private static void fields(JsonGenerator json, DocumentFields fields) throws IOException {
    for (Map.Entry<String, @Nullable Object> field : fields.asMap().entrySet()) {
      json.writeFieldName(field.getKey());
      Object value = field.getValue();
      if (value instanceof DenseValues dense) {
        dense(json, dense);
      } else if (value instanceof SparseValues sparse) {
        sparse(json, sparse);
      } else {
        Json.writeValue(json, value);
      }
    }
  }

  private static void dense(JsonGenerator json, DenseValues values) throws IOException {
    Json.writeFloats(json, values.size(), values::value);
  }

  private static void sparse(JsonGenerator json, SparseValues values) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("indices");
    for (int i = 0; i < values.size(); i++) {
      json.writeNumber(values.index(i));
    }
    json.writeEndArray();
    json.writeFieldName("values");
    Json.writeFloats(json, values.size(), values::value);
    json.writeEndObject();
  }

  private static void filter(JsonGenerator json, Optional<Filter> filter) throws IOException {
    if (filter.isPresent()) {
      json.writeFieldName("filter");
      Json.writeValue(json, filter.get().asMap());
    }
  }

  private static void page(JsonGenerator json, OptionalInt limit, Optional<String> token)
      throws IOException {
    integer(json, "limit", limit);
    text(json, "pagination_token", token);
  }
}
