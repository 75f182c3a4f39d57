package io.pinelink.rest.codec;

import io.pinelink.documents.Document;
import io.pinelink.documents.DocumentMatch;
import io.pinelink.documents.FetchDocumentsResponse;
import io.pinelink.documents.SearchDocumentsResponse;
import io.pinelink.internal.response.DocumentResponses;
import io.pinelink.internal.response.VectorResponses;
import io.pinelink.model.DeleteResponse;
import io.pinelink.model.ListIdsResponse;
import io.pinelink.model.ResponseInfo;
import io.pinelink.model.UpdateResponse;
import io.pinelink.model.UpsertResponse;
import io.pinelink.rest.json.JsonReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The decoding of responses about documents from JSON, API version 2026-07. One pure function for
 * each body. Unknown members are skipped, and null is equivalent to absent.
 */
public final class DocumentFromJson {
  private DocumentFromJson() {}

  static UpsertResponse upsert(JsonReader json, ResponseInfo info) throws IOException {
    long count = 0;
    if (!json.isEmpty() && json.enterObject()) {
      for (String member = json.nextMember(); member != null; member = json.nextMember()) {
        switch (member) {
          case "upserted_count" -> count = json.count();
          default -> json.skip();
        }
      }
    }
    return new VectorResponses.UpsertResult(count, info);
  }

  static UpdateResponse update(JsonReader json, ResponseInfo info) throws IOException {
    return new VectorResponses.UpdateResult(matchedRecords(json), info);
  }

  static DeleteResponse delete(JsonReader json, ResponseInfo info) throws IOException {
    return new VectorResponses.DeleteResult(matchedRecords(json), info);
  }

  private static OptionalLong matchedRecords(JsonReader json) throws IOException {
    Long matched = null;
    if (!json.isEmpty() && json.enterObject()) {
      for (String member = json.nextMember(); member != null; member = json.nextMember()) {
        switch (member) {
          case "matched_records" -> matched = json.longInteger();
          default -> json.skip();
        }
      }
    }
    return optional(matched);
  }

  private static OptionalLong optional(@Nullable Long value) {
    return value == null ? OptionalLong.empty() : OptionalLong.of(value);
  }

  public static SearchDocumentsResponse search(JsonReader json, ResponseInfo info)
      throws IOException {
    return search(json, info, new DocumentMembers(json));
  }

  static SearchDocumentsResponse search(JsonReader json, ResponseInfo info, DocumentMembers members)
      throws IOException {
    List<DocumentMatch> matches = new ArrayList<>();
    ReadMembers read = new ReadMembers();
    if (json.enterObject()) {
      for (String member = json.nextMember(); member != null; member = json.nextMember()) {
        if (member.equals("matches") && json.enterArray()) {
          while (json.nextElement()) {
            matches.add(members.match());
          }
        } else {
          read.member(json, member);
        }
      }
    }
    return new DocumentResponses.SearchDocumentsResult(
        matches,
        read.namespace,
        read.readUnits,
        read.egressBytes,
        members.columnsOfMatches(matches),
        info);
  }

  static FetchDocumentsResponse fetch(JsonReader json, ResponseInfo info) throws IOException {
    return fetch(json, info, new DocumentMembers(json));
  }

  /** The documents are an object by id; an array of documents with ids is accepted as well. */
  static FetchDocumentsResponse fetch(JsonReader json, ResponseInfo info, DocumentMembers members)
      throws IOException {
    List<Document> documents = new ArrayList<>();
    ReadMembers read = new ReadMembers();
    if (json.enterObject()) {
      for (String member = json.nextMember(); member != null; member = json.nextMember()) {
        if (!member.equals("documents")) {
          read.member(json, member);
        } else if (json.isArray()) {
          json.enterArray();
          while (json.nextElement()) {
            documents.add(members.document());
          }
        } else if (json.enterObject()) {
          // The subject of the operation refuses an id that occurs twice.
          for (String id = json.nextKey(); id != null; id = json.nextKey()) {
            documents.add(members.document(id));
          }
        }
      }
    }
    return new DocumentResponses.FetchDocumentsResult(
        documents,
        Optional.of(read.next),
        read.namespace,
        read.readUnits,
        read.egressBytes,
        members.columnsOf(documents),
        info);
  }

  static ListIdsResponse list(JsonReader json, ResponseInfo info) throws IOException {
    List<String> ids = new ArrayList<>();
    DocumentMembers members = new DocumentMembers(json);
    ReadMembers read = new ReadMembers();
    if (json.enterObject()) {
      for (String member = json.nextMember(); member != null; member = json.nextMember()) {
        if (member.equals("documents") && json.enterArray()) {
          while (json.nextElement()) {
            ids.add(members.document().id());
          }
        } else {
          read.member(json, member);
        }
      }
    }
    return new VectorResponses.ListIdsResult(
        ids, Optional.of(read.next), read.namespace, read.readUnits, read.egressBytes, info);
  }

  /** The members that the responses to all reads have, as far as they were read. */
  private static final class ReadMembers {
    private String next = "";
    private String namespace = "";
    private OptionalLong readUnits = OptionalLong.empty();
    private OptionalLong egressBytes = OptionalLong.empty();

    void member(JsonReader json, String member) throws IOException {
      switch (member) {
        case "namespace" -> namespace = json.textOrEmpty();
        case "pagination" -> next = PageToken.read(json);
        case "usage" -> usage(json);
        default -> json.skip();
      }
    }

    private void usage(JsonReader json) throws IOException {
      if (json.enterObject()) {
        for (String member = json.nextMember(); member != null; member = json.nextMember()) {
          switch (member) {
            case "read_units" -> readUnits = json.reportedCount();
            case "egress_bytes" -> egressBytes = json.reportedCount();
            default -> json.skip();
          }
        }
      }
    }
  }
}
