package io.pinelink.server.internal.fulltext;

import java.util.List;

/** A clause of a search that scores documents by their texts. */
public sealed interface TextClause {
  /** Returns the words to search for, or the query in the query language. */
  String query();

  /**
   * A clause that scores by the words of a text, any of which may match. Operators of the query
   * language are plain text.
   *
   * @param query the words
   * @param fields the full-text fields, whose scores add up; a repeated field counts once
   */
  record Words(String query, List<String> fields) implements TextClause {
    /** Copies the fields. */
    public Words {
      fields = List.copyOf(fields);
    }

    /** Returns the fields, not the query. */
    @Override
    public String toString() {
      return "Words" + fields;
    }
  }

  /**
   * A clause in the query language, which names the fields itself.
   *
   * @param query the query
   */
  record Query(String query) implements TextClause {
    /** Returns the length of the query, not the query. */
    @Override
    public String toString() {
      return "Query[" + query.length() + " characters]";
    }
  }
}
