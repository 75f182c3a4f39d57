package io.pinelink.rest;

import static io.pinelink.rest.JsonReader.required;

import io.pinelink.model.DeleteResponse;
import io.pinelink.model.FetchResponse;
import io.pinelink.model.ListResponse;
import io.pinelink.model.Match;
import io.pinelink.model.QueryResponse;
import io.pinelink.model.ResponseInfo;
import io.pinelink.model.UpdateResponse;
import io.pinelink.model.UpsertResponse;
import io.pinelink.model.Vector;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * JSON as the model's responses, API version 2026-04. Pure functions, one for each body. Unknown
 * members are passed over, null is as good as absent, and what is absent is what gRPC makes of it:
 * zero or empty. Names may be in camel case or in snake case.
 */
final class VectorFromJson {
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
    return new UpsertResponse(count, info);
  }

  /** The service answers with an empty object. */
  static UpdateResponse update(JsonReader json, ResponseInfo info) {
    return new UpdateResponse(info);
  }

  /** The service answers with an empty object. */
  static DeleteResponse delete(JsonReader json, ResponseInfo info) {
    return new DeleteResponse(info);
  }

  static QueryResponse query(JsonReader json, ResponseInfo info) throws IOException {
    Read read = new Read();
    List<Match> matches = new ArrayList<>();
    if (json.enterObject()) {
      for (String member = json.nextMember(); member != null; member = json.nextMember()) {
        if (member.equals("matches")) {
          VectorMembers vector = new VectorMembers(json);
          if (json.enterArray()) {
            while (json.nextElement()) {
              matches.add(vector.match());
            }
          }
        } else {
          read.member(json, member);
        }
      }
    }
    return new QueryResponse(matches, read.namespace, read.readUnits, info);
  }

  static FetchResponse fetch(JsonReader json, ResponseInfo info) throws IOException {
    Read read = new Read();
    Map<String, Vector> vectors = new LinkedHashMap<>();
    if (json.enterObject()) {
      for (String member = json.nextMember(); member != null; member = json.nextMember()) {
        if (member.equals("vectors")) {
          vectors(json, vectors);
        } else {
          read.member(json, member);
        }
      }
    }
    return new FetchResponse(vectors, read.namespace, read.readUnits, info);
  }

  private static void vectors(JsonReader json, Map<String, Vector> into) throws IOException {
    VectorMembers vector = new VectorMembers(json);
    if (json.enterObject()) {
      for (String id = json.nextMember(); id != null; id = json.nextMember()) {
        into.put(id, vector.vector());
      }
    }
  }

  static ListResponse list(JsonReader json, ResponseInfo info) throws IOException {
    Read read = new Read();
    List<String> ids = new ArrayList<>();
    if (json.enterObject()) {
      for (String member = json.nextMember(); member != null; member = json.nextMember()) {
        if (member.equals("vectors")) {
          if (json.enterArray()) {
            while (json.nextElement()) {
              ids.add(id(json));
            }
          }
        } else {
          read.member(json, member);
        }
      }
    }
    return new ListResponse(ids, Optional.of(read.nextToken), read.namespace, read.readUnits, info);
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
    return required("vectors[].id", id);
  }

  /** What answers about vectors have in common. */
  private static final class Read {
    private String namespace = "";
    private long readUnits;
    private String nextToken = "";

    void member(JsonReader json, String member) throws IOException {
      switch (member) {
        case "namespace" -> namespace = json.textOrEmpty();
        case "usage" -> usage(json);
        case "pagination" -> pagination(json);
        default -> json.skip();
      }
    }

    private void usage(JsonReader json) throws IOException {
      if (json.enterObject()) {
        for (String member = json.nextMember(); member != null; member = json.nextMember()) {
          switch (member) {
            case "readUnits", "read_units" -> readUnits = json.count();
            default -> json.skip();
          }
        }
      }
    }

    private void pagination(JsonReader json) throws IOException {
      if (json.enterObject()) {
        for (String member = json.nextMember(); member != null; member = json.nextMember()) {
          if (member.equals("next")) {
            nextToken = json.textOrEmpty();
          } else {
            json.skip();
          }
        }
      }
    }
  }
}
