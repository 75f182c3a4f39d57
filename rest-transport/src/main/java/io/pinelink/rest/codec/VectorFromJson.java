package io.pinelink.rest.codec;

import static io.pinelink.rest.json.JsonReader.required;

import io.pinelink.internal.response.VectorResponses;
import io.pinelink.model.DeleteResponse;
import io.pinelink.model.DenseColumns;
import io.pinelink.model.FetchByMetadataResponse;
import io.pinelink.model.FetchResponse;
import io.pinelink.model.ListIdsResponse;
import io.pinelink.model.Match;
import io.pinelink.model.QueryResponse;
import io.pinelink.model.ResponseInfo;
import io.pinelink.model.UpdateResponse;
import io.pinelink.model.UpsertResponse;
import io.pinelink.model.Vector;
import io.pinelink.rest.json.JsonReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The decoding of responses about vectors from JSON, API version 2026-07. One pure function for
 * each body. Unknown members are skipped, null is equivalent to absent, and absent members have the
 * same value as in gRPC: zero or empty. Names may be in camel case or snake case.
 */
public final class VectorFromJson {
  private VectorFromJson() {}

  static UpsertResponse upsert(JsonReader json, ResponseInfo info) throws IOException {
    long count = 0;
    if (json.enterObject()) {
      for (String member = json.nextMember(); member != null; member = json.nextMember()) {
        switch (member) {
          case "upsertedCount", "upserted_count" -> count = json.count();
          default -> json.skip();
        }
      }
    }
    return new VectorResponses.UpsertResult(count, info);
  }

  static UpdateResponse update(JsonReader json, ResponseInfo info) throws IOException {
    Integer matched = null;
    if (!json.isEmpty() && json.enterObject()) {
      for (String member = json.nextMember(); member != null; member = json.nextMember()) {
        switch (member) {
          case "matchedRecords", "matched_records" -> matched = json.integer();
          default -> json.skip();
        }
      }
    }
    return new VectorResponses.UpdateResult(
        matched == null ? OptionalLong.empty() : OptionalLong.of(matched), info);
  }

  /** The service answers with an empty object. */
  static DeleteResponse delete(JsonReader json, ResponseInfo info) {
    return new VectorResponses.DeleteResult(OptionalLong.empty(), info);
  }

  public static QueryResponse query(JsonReader json, ResponseInfo info) throws IOException {
    return query(json, info, null);
  }

  /**
   * Reads the response to a query.
   *
   * @param columns receives the dense values; null if each match has an array of its own
   */
  public static QueryResponse query(
      JsonReader json, ResponseInfo info, DenseColumns.@Nullable Builder columns)
      throws IOException {
    List<Match> matches = new ArrayList<>();
    Answer answer = Answer.read(json, "matches", () -> matches(json, matches, columns));
    return new VectorResponses.QueryResult(
        matches,
        answer.namespace,
        answer.readUnits,
        answer.egressBytes,
        columns == null ? Optional.empty() : Optional.of(columns.ofMatches(matches)),
        info);
  }

  private static void matches(
      JsonReader json, List<Match> into, DenseColumns.@Nullable Builder columns)
      throws IOException {
    VectorMembers vector = new VectorMembers(json, columns);
    if (json.enterArray()) {
      while (json.nextElement()) {
        into.add(vector.match());
      }
    }
  }

  static FetchResponse fetch(JsonReader json, ResponseInfo info) throws IOException {
    return fetch(json, info, null);
  }

  static FetchResponse fetch(
      JsonReader json, ResponseInfo info, DenseColumns.@Nullable Builder columns)
      throws IOException {
    Map<String, Vector> vectors = new LinkedHashMap<>();
    Answer answer = Answer.read(json, "vectors", () -> vectors(json, vectors, columns));
    return new VectorResponses.FetchResult(
        vectors,
        answer.namespace,
        answer.readUnits,
        answer.egressBytes,
        columns == null ? Optional.empty() : Optional.of(columns.ofVectors(vectors)),
        info);
  }

  static FetchByMetadataResponse fetchByMetadata(JsonReader json, ResponseInfo info)
      throws IOException {
    return fetchByMetadata(json, info, null);
  }

  static FetchByMetadataResponse fetchByMetadata(
      JsonReader json, ResponseInfo info, DenseColumns.@Nullable Builder columns)
      throws IOException {
    Map<String, Vector> vectors = new LinkedHashMap<>();
    Answer answer = Answer.read(json, "vectors", () -> vectors(json, vectors, columns));
    List<Vector> items = List.copyOf(vectors.values());
    return new VectorResponses.FetchByMetadataResult(
        items,
        Optional.of(answer.next),
        answer.namespace,
        answer.readUnits,
        answer.egressBytes,
        columns == null ? Optional.empty() : Optional.of(columns.ofVectors(items)),
        info);
  }

  private static void vectors(
      JsonReader json, Map<String, Vector> into, DenseColumns.@Nullable Builder columns)
      throws IOException {
    VectorMembers vector = new VectorMembers(json, columns);
    if (json.enterObject()) {
      for (String id = json.nextKey(); id != null; id = json.nextKey()) {
        if (into.put(id, vector.vector()) != null) {
          throw JsonReader.repeated(id);
        }
      }
    }
  }

  static ListIdsResponse list(JsonReader json, ResponseInfo info) throws IOException {
    List<String> ids = new ArrayList<>();
    Answer answer = Answer.read(json, "vectors", () -> ids(json, ids));
    return new VectorResponses.ListIdsResult(
        ids,
        Optional.of(answer.next),
        answer.namespace,
        answer.readUnits,
        answer.egressBytes,
        info);
  }

  private static void ids(JsonReader json, List<String> into) throws IOException {
    if (json.enterArray()) {
      while (json.nextElement()) {
        into.add(id(json));
      }
    }
  }

  private static String id(JsonReader json) throws IOException {
    String id = null;
    if (json.enterObject()) {
      for (String member = json.nextMember(); member != null; member = json.nextMember()) {
        if (member.equals("id")) {
          id = json.text();
        } else {
          json.skip();
        }
      }
    }
    return required("id", id);
  }

  /** The common members of responses about vectors, apart from the vectors. */
  private static final class Answer {
    private String namespace = "";
    private OptionalLong readUnits = OptionalLong.empty();
    private OptionalLong egressBytes = OptionalLong.empty();
    private String next = "";

    /** A reader of the current value. */
    @FunctionalInterface
    private interface Reading {
      void read() throws IOException;
    }

    /** Reads the whole response, and passes the member with the vectors to another reader. */
    static Answer read(JsonReader json, String vectors, Reading ofVectors) throws IOException {
      Answer answer = new Answer();
      if (json.enterObject()) {
        for (String member = json.nextMember(); member != null; member = json.nextMember()) {
          if (member.equals(vectors)) {
            ofVectors.read();
          } else {
            answer.member(json, member);
          }
        }
      }
      return answer;
    }

    private void member(JsonReader json, String member) throws IOException {
      switch (member) {
        case "namespace" -> namespace = json.textOrEmpty();
        case "usage" -> usage(json);
        case "pagination" -> next = PageToken.read(json);
        default -> json.skip();
      }
    }

    private void usage(JsonReader json) throws IOException {
      if (json.enterObject()) {
        for (String member = json.nextMember(); member != null; member = json.nextMember()) {
          switch (member) {
            case "readUnits", "read_units" -> readUnits = json.reportedCount();
            case "egressBytes", "egress_bytes" -> egressBytes = json.reportedCount();
            default -> json.skip();
          }
        }
      }
    }
  }
}
