package io.pinelink.spi;

import static io.pinelink.spi.Subjects.quote;

import io.pinelink.documents.DeleteDocumentsRequest;
import io.pinelink.documents.DeleteDocumentsResponse;
import io.pinelink.documents.Document;
import io.pinelink.documents.DocumentMatch;
import io.pinelink.documents.FetchDocumentsRequest;
import io.pinelink.documents.FetchDocumentsResponse;
import io.pinelink.documents.ListDocumentsRequest;
import io.pinelink.documents.ListDocumentsResponse;
import io.pinelink.documents.SearchDocumentsRequest;
import io.pinelink.documents.SearchDocumentsResponse;
import io.pinelink.documents.UpdateDocumentsRequest;
import io.pinelink.documents.UpdateDocumentsResponse;
import io.pinelink.documents.UpsertDocumentsRequest;
import io.pinelink.documents.UpsertDocumentsResponse;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The checks that a response about documents can be the response to its request: no document that
 * was not asked for, none twice, and no more than were asked for.
 *
 * <p>The number of documents in a page of a fetch by filter is not checked, since sources disagree
 * on whether the service follows the limit.
 */
final class DocumentSubjects {
  private DocumentSubjects() {}

  static @Nullable String fetched(FetchDocumentsRequest request, FetchDocumentsResponse response) {
    if (request.filter().isEmpty()) {
      Set<String> asked = new HashSet<>(request.ids());
      for (Document document : response.items()) {
        if (!asked.contains(document.id())) {
          return "the answer has document " + quote(document.id()) + ", which was not asked for";
        }
      }
    }
    return repeated(response.items(), Document::id);
  }

  static @Nullable String found(SearchDocumentsRequest request, SearchDocumentsResponse response) {
    String tooMany = Subjects.tooMany("matches", response.matches().size(), request.topK());
    return tooMany == null ? repeated(response.matches(), DocumentMatch::id) : tooMany;
  }

  static @Nullable String listed(ListDocumentsRequest request, ListDocumentsResponse response) {
    List<String> ids = response.items();
    String wrong = Subjects.withoutPrefix(ids, request.prefix().orElse(""));
    if (wrong == null) {
      wrong = Subjects.tooMany("ids", ids.size(), request.limit().orElse(Integer.MAX_VALUE));
    }
    return wrong == null ? repeated(ids, id -> id) : wrong;
  }

  static @Nullable String upserted(
      UpsertDocumentsRequest request, UpsertDocumentsResponse response) {
    return excess("upserted", response.upsertedCount(), request.documents().size());
  }

  static @Nullable String updated(
      UpdateDocumentsRequest request, UpdateDocumentsResponse response) {
    return matched(response.matchedRecords(), request.updates().size());
  }

  static @Nullable String deleted(
      DeleteDocumentsRequest request, DeleteDocumentsResponse response) {
    return matched(response.matchedRecords(), request.ids().size());
  }

  /**
   * Checks the number of documents that a write matched.
   *
   * @param asked the number of documents that the request names; 0 if it names none
   */
  private static @Nullable String matched(OptionalLong matched, int asked) {
    return asked == 0 || matched.isEmpty() ? null : excess("matched", matched.getAsLong(), asked);
  }

  private static @Nullable String excess(String verb, long answered, int asked) {
    return answered > asked
        ? "the answer counts " + answered + " " + verb + " documents, the request has " + asked
        : null;
  }

  private static <T> @Nullable String repeated(List<T> elements, Function<T, String> id) {
    Set<String> seen = new HashSet<>();
    for (T element : elements) {
      if (!seen.add(id.apply(element))) {
        return "the answer has document " + quote(id.apply(element)) + " twice";
      }
    }
    return null;
  }
}
