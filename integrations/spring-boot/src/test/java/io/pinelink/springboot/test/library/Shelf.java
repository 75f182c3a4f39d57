package io.pinelink.springboot.test.library;

import io.pinelink.Index;
import io.pinelink.model.Match;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.Vector;
import java.util.List;
import org.springframework.stereotype.Service;

/** A component on an index, which the slice loads on request. */
@Service
class Shelf {
  private final Index books;

  Shelf(Index books) {
    this.books = books;
  }

  void put(String id, float... values) {
    books.upsert(List.of(Vector.of(id, values)));
  }

  List<String> nearest(float... values) {
    return books.query(QueryRequest.builder().vector(values).topK(1).build()).matches().stream()
        .map(Match::id)
        .toList();
  }
}
