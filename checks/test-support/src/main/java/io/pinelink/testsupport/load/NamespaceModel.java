package io.pinelink.testsupport.load;

import io.pinelink.error.PinelinkException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * The expected content of a namespace that only one caller writes.
 *
 * <p>An attempt whose connection was lost may still be executed, also after a later attempt. So
 * after a write that was retried its ids are not written again, and after a write that failed each
 * id may have its old or its new content.
 */
final class NamespaceModel {
  /** A write, which returns the number of its attempts. */
  interface Write {
    int run();
  }

  /** Certain, and open for further writes. */
  private final Map<String, Content> open = new LinkedHashMap<>();

  /** Certain, and not written again. */
  private final Map<String, Content> settled = new LinkedHashMap<>();

  /** The possible contents after a failed write; not written again. Empty means absent. */
  private final Map<String, Set<Optional<Content>>> uncertain = new HashMap<>();

  /**
   * The contents that failed writes leave once they are executed. An id that was read with it is
   * certain again. An id of a deleted group has none: it may come and go.
   */
  private final Map<String, Optional<Content>> pending = new HashMap<>();

  private final List<String> deleted = new ArrayList<>();
  private final Mismatches mismatches;

  NamespaceModel(Mismatches mismatches) {
    this.mismatches = mismatches;
  }

  int openCount() {
    return open.size();
  }

  /** Returns the ids that are open for writes, in the order of their creation. */
  List<String> openIds() {
    return List.copyOf(open.keySet());
  }

  /** Returns the ids of a group that are open for writes. */
  List<String> openIds(String group) {
    return open.entrySet().stream()
        .filter(entry -> entry.getValue().group().equals(group))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Runs an upsert or an update. */
  void write(Map<String, Content> contents, Write write) {
    int attempts;
    try {
      attempts = write.run();
    } catch (PinelinkException e) {
      contents.forEach(
          (id, content) -> {
            Optional<Content> before = Optional.ofNullable(open.remove(id));
            uncertain.put(id, new HashSet<>(Set.of(before, Optional.of(content))));
            pending.put(id, Optional.of(content));
          });
      throw e;
    }
    contents.forEach(
        (id, content) -> {
          open.remove(id);
          (attempts == 1 ? open : settled).put(id, content);
        });
  }

  /** Records a bulk write of new ids, some of which may not be written. */
  void written(Map<String, Content> contents, Set<String> unconfirmed) {
    contents.forEach(
        (id, content) -> {
          if (unconfirmed.contains(id)) {
            mayBeAbsent(id, Optional.of(content));
            pending.put(id, Optional.of(content));
          } else {
            settled.put(id, content);
          }
        });
  }

  /** Runs a delete of ids that are open for writes. */
  void delete(Collection<String> ids, Write write) {
    try {
      write.run();
    } catch (PinelinkException e) {
      ids.forEach(
          id -> {
            mayBeAbsent(id, Optional.ofNullable(open.remove(id)));
            pending.put(id, Optional.empty());
          });
      throw e;
    }
    ids.forEach(open::remove);
    deleted.addAll(ids);
  }

  /** Runs a delete of a group, to which nothing is written afterwards. */
  void deleteGroup(String group, Write write) {
    List<String> certain = openIds(group);
    // Earlier attempts of these may still be executed, and create them again.
    List<String> retried =
        settled.entrySet().stream()
            .filter(entry -> entry.getValue().group().equals(group))
            .map(Map.Entry::getKey)
            .toList();
    retried.forEach(id -> mayBeAbsent(id, Optional.ofNullable(settled.remove(id))));
    uncertain.forEach(
        (id, contents) -> {
          if (contents.stream().anyMatch(c -> isOf(group, c))) {
            contents.add(Optional.empty());
            pending.remove(id);
          }
        });
    delete(certain, write);
  }

  private static boolean isOf(String group, Optional<Content> content) {
    return content.filter(present -> present.group().equals(group)).isPresent();
  }

  private void mayBeAbsent(String id, Optional<Content> content) {
    uncertain.put(id, new HashSet<>(Set.of(content, Optional.empty())));
  }

  /** Returns whether the namespace certainly has content. */
  boolean mustExist() {
    return !open.isEmpty() || !settled.isEmpty();
  }

  /** Returns all ids that were ever written. */
  List<String> allIds() {
    List<String> ids = new ArrayList<>(open.keySet());
    ids.addAll(settled.keySet());
    ids.addAll(uncertain.keySet());
    ids.addAll(deleted);
    return ids;
  }

  /** Returns some ids to fetch: written, deleted and never written ones. */
  List<String> sample(RandomGenerator random, int count) {
    List<String> known = new ArrayList<>();
    for (Collection<String> ids :
        List.of(open.keySet(), settled.keySet(), uncertain.keySet(), deleted)) {
      List<String> list = List.copyOf(ids);
      for (int i = 0; i < count && !list.isEmpty(); i++) {
        known.add(list.get(random.nextInt(list.size())));
      }
    }
    known.add("never-written");
    return known.stream().distinct().toList();
  }

  /** Checks the response to a fetch of ids. */
  void checkFetched(Collection<String> ids, Map<String, Content> found, boolean withValues) {
    ids.forEach(id -> check(id, Optional.ofNullable(found.get(id)), withValues));
    mismatches.expect(ids.containsAll(found.keySet()), () -> "fetched ids that were not requested");
  }

  /** Checks the response to a fetch of a group. */
  void checkGroup(String group, Map<String, Content> found, boolean withValues) {
    found.forEach(
        (id, content) -> {
          check(id, Optional.of(content), withValues);
          mismatches.expect(content.group().equals(group), () -> id + " is not of group " + group);
        });
    for (Map<String, Content> certain : List.of(open, settled)) {
      certain.forEach(
          (id, content) ->
              mismatches.expect(
                  !content.group().equals(group) || found.containsKey(id),
                  () -> id + " of group " + group + " was not found"));
    }
  }

  /** Checks a list of all ids with a prefix that all ids have. */
  void checkListed(Set<String> listed) {
    for (Map<String, Content> certain : List.of(open, settled)) {
      certain
          .keySet()
          .forEach(id -> mismatches.expect(listed.contains(id), () -> id + " is not listed"));
    }
    listed.forEach(
        id ->
            mismatches.expect(
                open.containsKey(id) || settled.containsKey(id) || maybe(id),
                () -> id + " is listed"));
  }

  /** Checks the number of contents in the namespace. */
  void checkCount(long count) {
    long certain = (long) open.size() + settled.size();
    long most = certain + uncertain.size();
    mismatches.expect(
        count >= certain && count <= most,
        () -> "count " + count + ", expected " + certain + " to " + most);
  }

  private boolean maybe(String id) {
    Set<Optional<Content>> contents = uncertain.get(id);
    return contents != null && contents.stream().anyMatch(Optional::isPresent);
  }

  /** Checks the response to a search. */
  void checkSearch(Store store, Content query, int topK, List<Store.Hit> hits, boolean withValues) {
    double last = Double.POSITIVE_INFINITY;
    Set<String> ids = new HashSet<>();
    for (Store.Hit hit : hits) {
      double before = last;
      mismatches.expect(hit.score() <= before, () -> hit.id() + " is not in order of the score");
      mismatches.expect(ids.add(hit.id()), () -> hit.id() + " was found twice");
      check(hit.id(), Optional.of(hit.content()), withValues);
      store
          .score(query, hit.content())
          .ifPresent(
              score ->
                  mismatches.expect(
                      Math.abs(score - hit.score()) < 1e-4,
                      () -> hit.id() + " has the score " + hit.score() + ", expected " + score));
      last = hit.score();
    }
    int expected = Math.min(topK, open.size() + settled.size());
    mismatches.expect(
        hits.size() >= expected && hits.size() <= topK,
        () -> hits.size() + " hits, expected at least " + expected);
    double worst = hits.size() < topK ? Double.NEGATIVE_INFINITY : last;
    for (Map<String, Content> certain : List.of(open, settled)) {
      certain.forEach(
          (id, content) ->
              store
                  .score(query, content)
                  .ifPresent(
                      score ->
                          mismatches.expect(
                              ids.contains(id) || score <= worst + 1e-4,
                              () -> id + " with the score " + score + " was not found")));
    }
  }

  private void check(String id, Optional<Content> found, boolean withValues) {
    Set<Optional<Content>> possible;
    if (open.containsKey(id)) {
      possible = Set.of(Optional.of(open.get(id)));
    } else if (settled.containsKey(id)) {
      possible = Set.of(Optional.of(settled.get(id)));
    } else {
      possible = uncertain.getOrDefault(id, Set.of(Optional.empty()));
    }
    mismatches.expect(
        possible.stream().anyMatch(content -> same(content, found, withValues)),
        () -> id + " is " + found + ", expected one of " + possible);
    Optional<Content> executed = pending.get(id);
    if (executed != null && same(executed, found, withValues)) {
      pending.remove(id);
      uncertain.remove(id);
      executed.ifPresentOrElse(content -> settled.put(id, content), () -> deleted.add(id));
    }
  }

  private static boolean same(Optional<Content> a, Optional<Content> b, boolean withValues) {
    return withValues
        ? a.equals(b)
        : a.map(c -> c.group() + c.revision()).equals(b.map(c -> c.group() + c.revision()));
  }
}
