package io.pinelink.control;

import io.pinelink.internal.validation.Check;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The rules for the schema of a new index. A field of a kind that this client does not know is not
 * checked.
 */
final class IndexSchemaRule {
  private static final String VALUES = "_values";
  private static final String SPARSE_VALUES = "_sparse_values";

  /** The fields of a vector index: its dense and its sparse values. */
  static final Set<String> RESERVED = Set.of(VALUES, SPARSE_VALUES);

  private static final int MAX_NAME_BYTES = 64;
  private static final int MAX_DESCRIPTION_BYTES = 256;
  private static final int MAX_FULL_TEXT_FIELDS = 100;
  private static final int MAX_GRAM = 10;

  /** The only language of n-grams, and the service's default. */
  private static final String ENGLISH = "en";

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
      checkReserved(field.getKey(), field.getValue());
      rule.check(field.getKey(), field.getValue());
    }
    checkAlone(schema);
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

  private static void checkReserved(String name, SchemaField field) {
    if (name.equals(VALUES) && !(field instanceof SchemaField.DenseVector)) {
      throw new IllegalArgumentException(
          "schema field '" + VALUES + "' is not dense, but the name is reserved for dense values");
    }
    if (name.equals(SPARSE_VALUES) && !(field instanceof SchemaField.SparseVector)) {
      throw new IllegalArgumentException(
          "schema field '%s' is not sparse, but the name is reserved for sparse values"
              .formatted(SPARSE_VALUES));
    }
    boolean isDescribed =
        (field instanceof SchemaField.DenseVector dense && dense.description().isPresent())
            || (field instanceof SchemaField.SparseVector sparse
                && sparse.description().isPresent());
    if (RESERVED.contains(name) && isDescribed) {
      throw new IllegalArgumentException(
          "schema field '" + name + "' has a description, expected none, since it is reserved");
    }
  }

  /** Checks that an index with a reserved field has no field of a document index. */
  private static void checkAlone(IndexSchema schema) {
    Set<String> names = schema.fields().keySet();
    if (Collections.disjoint(names, RESERVED)) {
      return;
    }
    schema
        .fields()
        .forEach(
            (name, field) -> {
              if (!RESERVED.contains(name) && !(field instanceof SchemaField.Other)) {
                throw new IllegalArgumentException(
                    "schema field '"
                        + name
                        + "' is beside a reserved field, expected none: a vector index has"
                        + " only '"
                        + VALUES
                        + "' and '"
                        + SPARSE_VALUES
                        + "'");
              }
            });
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
    if (!text.storesText() && text.fullTextSearch().isPresent()) {
      throw new IllegalArgumentException(
          "schema field '"
              + name
              + "' has full-text search and does not store its text, expected one of these");
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
      String language = search.language().orElse(ENGLISH);
      if (!language.equals(ENGLISH)) {
        throw new IllegalArgumentException(
            field + " has n-grams in the language '" + language + "', expected '" + ENGLISH + "'");
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
