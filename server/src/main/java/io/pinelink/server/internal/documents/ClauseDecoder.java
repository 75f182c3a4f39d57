package io.pinelink.server.internal.documents;

import io.pinelink.server.internal.fulltext.TextClause;
import io.pinelink.server.internal.inference.ModelEmbedder;
import io.pinelink.server.internal.inference.ModelRefusal;
import io.pinelink.server.internal.schema.DeclaredField;
import io.pinelink.server.internal.schema.DocumentSchema;
import io.pinelink.server.internal.schema.FieldModel;
import io.pinelink.server.internal.store.SparsePart;
import io.pinelink.server.internal.wire.RequestJson;
import io.pinelink.server.internal.wire.RpcException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A decoder of the scoring clauses of a search, which checks them against a schema. */
record ClauseDecoder(DocumentSchema schema, ModelEmbedder embeddings) {
  private static final Set<String> TYPES =
      new TreeSet<>(
          Set.of("dense_vector", "sparse_vector", "text", "query_string", "embed", "sparse_embed"));
  private static final int MAX_CLAUSES = 100;
  private static final int MAX_QUERY_BYTES = 10 * 1024;

  /** Decodes all clauses: one of any type, or several of texts. */
  ScoreBy decode(RequestJson body) {
    List<RequestJson> clauses = body.objects("score_by");
    if (clauses.isEmpty() || clauses.size() > MAX_CLAUSES) {
      throw RpcException.invalid(
          "score_by has " + clauses.size() + " clauses, expected 1 to " + MAX_CLAUSES);
    }
    List<TextClause> texts = new ArrayList<>();
    for (RequestJson clause : clauses) {
      clause.requiredText("type");
      String type = clause.oneOf("type", TYPES).orElseThrow();
      switch (type) {
        case "text" -> texts.add(words(clause));
        case "query_string" -> texts.add(queryString(clause));
        default -> {
          if (clauses.size() > 1) {
            throw RpcException.invalid(
                "A clause of type "
                    + type
                    + " must be the only one in score_by, which has "
                    + clauses.size()
                    + "; only clauses of type text and query_string can be combined");
          }
          return nearness(type, clause);
        }
      }
    }
    return new ScoreBy.Texts(List.copyOf(texts));
  }

  private TextClause.Words words(RequestJson clause) {
    clause.checkNames(Set.of("type", "query", "field", "fields"));
    List<String> fields = fields("text", clause);
    for (String name : fields) {
      if (!schema.texts().containsKey(name)) {
        throw RpcException.invalid(
            "A clause of type text names field '%s', expected full-text fields, which are %s"
                .formatted(name, schema.texts().keySet()));
      }
    }
    return new TextClause.Words(query("text", clause), fields);
  }

  private static TextClause.Query queryString(RequestJson clause) {
    if (clause.has("field") || clause.has("fields")) {
      throw RpcException.invalid(
          "A clause of type query_string takes no field or fields: name fields in the query, as"
              + " in title:(tide)");
    }
    clause.checkNames(Set.of("type", "query"));
    return new TextClause.Query(query("query_string", clause));
  }

  private ScoreBy.Nearness nearness(String type, RequestJson clause) {
    String name = onlyField(type, clause);
    DeclaredField field = schema.field(name);
    try {
      switch (type) {
        case "dense_vector" -> {
          clause.checkNames(Set.of("type", "values", "field", "fields"));
          if (field instanceof DeclaredField.Dense dense) {
            float[] values =
                FieldValues.queryValues(clause.members().get("values"), dense.dimension());
            return ScoreBy.Nearness.ofDense(dense.metric(), values);
          }
        }
        case "sparse_vector" -> {
          clause.checkNames(Set.of("type", "sparse_values", "field", "fields"));
          if (field instanceof DeclaredField.Sparse) {
            SparsePart sparse = FieldValues.sparse(clause.members().get("sparse_values"));
            return ScoreBy.Nearness.ofSparse(sparse);
          }
        }
        case "embed" -> {
          clause.checkNames(Set.of("type", "query", "field", "fields"));
          if (field instanceof DeclaredField.Text text && text.embed() != null) {
            float[] values = embedded(text.embed(), query(type, clause)).values();
            return ScoreBy.Nearness.ofDense(text.embed().metric(), values);
          }
        }
        default -> {
          clause.checkNames(Set.of("type", "query", "field", "fields"));
          if (field instanceof DeclaredField.Text text && text.sparseEmbed() != null) {
            SparsePart sparse = embedded(text.sparseEmbed(), query(type, clause)).sparse();
            if (sparse == null) {
              throw RpcException.invalid("the query has no words");
            }
            return ScoreBy.Nearness.ofSparse(sparse);
          }
        }
      }
    } catch (ModelRefusal e) {
      throw RpcException.invalid("A clause of type " + type + ": " + e.text());
    } catch (RpcException e) {
      throw new RpcException(e.code(), "A clause of type " + type + ": " + e.text());
    }
    throw RpcException.invalid(
        "A clause of type " + type + " names field '" + name + "', expected " + wanted(type));
  }

  private static String wanted(String type) {
    return switch (type) {
      case "embed" -> "a string field with embed";
      case "sparse_embed" -> "a string field with sparse_embed";
      default -> "a field of type " + type;
    };
  }

  private ModelEmbedder.Embedded embedded(FieldModel model, String query) {
    return embeddings.embed(model.model(), model.readParameters(), query);
  }

  private static String onlyField(String type, RequestJson clause) {
    List<String> fields = fields(type, clause);
    if (fields.size() != 1) {
      throw RpcException.invalid(
          "A clause of type " + type + " names " + fields + ", expected exactly one field");
    }
    return fields.get(0);
  }

  private static List<String> fields(String type, RequestJson clause) {
    if (clause.has("field") && clause.has("fields")) {
      throw RpcException.invalid(
          "A clause of type " + type + " has both fields and field, expected fields only");
    }
    List<String> fields =
        clause.has("field")
            ? List.of(clause.requiredText("field"))
            : List.copyOf(new LinkedHashSet<>(clause.textList("fields")));
    if (fields.isEmpty()) {
      throw RpcException.invalid("A clause of type " + type + " needs fields");
    }
    return fields;
  }

  private static String query(String type, RequestJson clause) {
    String query = clause.requiredText("query").strip();
    int bytes = query.getBytes(StandardCharsets.UTF_8).length;
    if (bytes < 1 || bytes > MAX_QUERY_BYTES) {
      throw RpcException.invalid(
          "The query of a clause of type %s has %s bytes, expected 1 to %s"
              .formatted(type, bytes, MAX_QUERY_BYTES));
    }
    return query;
  }
}
