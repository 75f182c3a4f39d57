package io.pinelink.control;

import io.pinelink.internal.validation.Check;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The rules for the schema of a new index. A field of a kind that this client does not know is not
 * checked.
 */
final class IndexSchemaRule {
  private static final Set<String> RESERVED = Set.of("_values", "_sparse_values");
  private static final int MAX_NAME_BYTES = 64;
  private static final int MAX_DESCRIPTION_BYTES = 256;
  private static final int MAX_FULL_TEXT_FIELDS = 100;
  private static final int MAX_GRAM = 10;

  private final List<String> dense = new ArrayList<>();
  private final List<String> sparse = new ArrayList<>();
  private int fullText;

  private IndexSchemaRule() {}

  static IndexSchema check(IndexSchema schema) {
    if (schema.fields().isEmpty()) {
      throw new IllegalArgumentException("schema has no fields, expected at least one");
    }
    IndexSchemaRule rule = new IndexSchemaRule();
    for (Map.Entry<String, SchemaField> field : schema.fields().entrySet()) {
      checkName(field.getKey());
      rule.check(field.getKey(), field.getValue());
    }
    checkOne("dense", rule.dense);
    checkOne("sparse", rule.sparse);
    Check.range("number of full-text fields", rule.fullText, 0, MAX_FULL_TEXT_FIELDS);
    return schema;
  }

  private static void checkName(String name) {
    boolean isReserved = name.startsWith("_") && !RESERVED.contains(name);
    if (name.isEmpty() || name.startsWith("$") || isReserved) {
      throw new IllegalArgumentException(
          "schema field name is '" + name + "', expected one that does not begin with '$' or '_'");
    }
    checkBytes("name of schema field '" + name + "'", name, MAX_NAME_BYTES);
  }

  private static void checkBytes(String what, String text, int max) {
    int bytes = Check.text(what, text).getBytes(StandardCharsets.UTF_8).length;
    if (bytes > max) {
      throw new IllegalArgumentException(
          what + " has " + bytes + " bytes, expected at most " + max);
    }
  }

  private void check(String name, SchemaField field) {
    if (field instanceof SchemaField.DenseVector vector) {
      Check.range(
          "dimension of schema field '" + name + "'", vector.dimension(), 1, Check.MAX_DIMENSION);
      checkDescription(name, vector.description());
      dense.add(name);
    } else if (field instanceof SchemaField.SparseVector vector) {
      checkDescription(name, vector.description());
      sparse.add(name);
    } else if (field instanceof SchemaField.Text text) {
      check(name, text);
    } else if (!(field instanceof SchemaField.Other)) {
      throw new IllegalArgumentException(
          "schema field '"
              + name
              + "' is metadata or the text of a record, expected a vector or a text: metadata needs"
              + " no declaration");
    }
  }

  private void check(String name, SchemaField.Text text) {
    if (text.embed().isPresent()) {
      dense.add(name);
    }
    if (text.sparseEmbed().isPresent()) {
      sparse.add(name);
    }
    if (text.fullTextSearch().isPresent()) {
      fullText++;
      check(name, text.fullTextSearch().get());
    } else if (text.embed().isEmpty() && text.sparseEmbed().isEmpty()) {
      throw new IllegalArgumentException(
          "schema field '"
              + name
              + "' has neither full-text search nor an embedding, expected one: metadata needs no"
              + " declaration");
    }
    checkDescription(name, text.description());
  }

  private static void check(String name, FullTextSearch search) {
    String field = "schema field '" + name + "'";
    if (search.stopWords() && !search.stemming()) {
      throw new IllegalArgumentException(
          field + " removes stop words without stemming, expected both");
    }
    if (search.ngram().isPresent()) {
      FullTextSearch.Ngram parts = search.ngram().get();
      Check.range("minimum n-gram of " + field, parts.min(), 1, MAX_GRAM);
      Check.range("maximum n-gram of " + field, parts.max(), parts.min(), MAX_GRAM);
      if (search.stemming()) {
        throw new IllegalArgumentException(
            field + " has both n-grams and stemming, expected one of these");
      }
    }
  }

  private static void checkDescription(String name, Optional<String> description) {
    description.ifPresent(
        text ->
            checkBytes("description of schema field '" + name + "'", text, MAX_DESCRIPTION_BYTES));
  }

  private static void checkOne(String kind, List<String> fields) {
    if (fields.size() > 1) {
      throw new IllegalArgumentException(
          "schema has the " + kind + " fields " + fields + ", expected at most one");
    }
  }
}
