package io.pinelink.documents;

import io.pinelink.internal.validation.Check;
import io.pinelink.model.ReadResponse;
import io.pinelink.model.ResponseInfo;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * The matches of a search as records, and its cost.
 *
 * @param matches at most {@code topK}, best first
 * @param namespace the namespace that served the search, as in {@link SearchDocumentsResponse}
 * @param readUnits the read units of the search; 0 if the service did not report them
 * @param egressBytes the bytes that the service counts as egress; empty if it did not report them
 * @param <T> the record class
 */
public record TypedSearchResponse<T extends Record>(
    List<TypedMatch<T>> matches,
    String namespace,
    long readUnits,
    OptionalLong egressBytes,
    ResponseInfo info)
    implements ReadResponse {
  /** Copies the matches. */
  public TypedSearchResponse {
    Objects.requireNonNull(namespace, "namespace");
    Objects.requireNonNull(egressBytes, "egressBytes");
    Objects.requireNonNull(info, "info");
    matches = Check.copy("matches", matches);
  }

  /** Returns the response of a search with its matches as records. */
  public static <T extends Record> TypedSearchResponse<T> of(
      SearchDocumentsResponse response, DocumentMapper<T> mapper) {
    return new TypedSearchResponse<>(
        response.matches().stream()
            .map(
                match ->
                    new TypedMatch<>(
                        match.id(), match.score(), mapper.fromDocument(match.document())))
            .toList(),
        response.namespace(),
        response.readUnits(),
        response.egressBytes(),
        response.info());
  }

  /** Returns the records of the matches, best first. */
  public List<T> values() {
    return matches.stream().map(TypedMatch::value).toList();
  }
}
