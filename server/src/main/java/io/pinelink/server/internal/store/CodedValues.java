package io.pinelink.server.internal.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.Predicate;

/**
 * The dense values of the records of a namespace in 8-bit codes, for searches that score only those
 * records exactly that can be among the best. The results are those of scoring all of them.
 *
 * <p>Beside the records it takes one byte for each value, and 28 to 40 bytes for each record. Not
 * thread-safe: the index locks, and any number of threads can search at the same time.
 */
final class CodedValues {
  private final int dimension;
  private final long sharedValues;
  private final List<CodeBlock> blocks = new ArrayList<>();
  private final SlotTable slots = new SlotTable(slot -> block(slot).record(index(slot)).id());
  private int size;

  private CodedValues(int dimension, long sharedValues) {
    this.dimension = dimension;
    this.sharedValues = sharedValues;
  }

  /**
   * Creates the codes of all records that have dense values.
   *
   * @param sharedValues the number of values from which other threads take part in a search
   */
  static CodedValues of(int dimension, Collection<StoredVector> vectors, long sharedValues) {
    CodedValues coded = new CodedValues(dimension, sharedValues);
    List<StoredVector> dense =
        vectors.stream().filter(vector -> vector.values().length == dimension).toList();
    int count = (dense.size() + CodeBlock.SIZE - 1) / CodeBlock.SIZE;
    for (int i = 0; i < count; i++) {
      coded.blocks.add(new CodeBlock(dimension));
    }
    SharedWork.run(
        count,
        () ->
            part -> {
              int first = part * CodeBlock.SIZE;
              int last = Math.min(first + CodeBlock.SIZE, dense.size());
              for (int slot = first; slot < last; slot++) {
                coded.blocks.get(part).set(index(slot), dense.get(slot));
              }
            });
    for (StoredVector vector : dense) {
      coded.slots.add(vector.id(), coded.size++);
    }
    return coded;
  }

  /** Adds a record, or replaces the one with its id. */
  void put(StoredVector vector) {
    if (vector.values().length != dimension) {
      remove(vector.id());
      return;
    }
    int slot = slots.find(vector.id());
    if (slot >= 0) {
      block(slot).set(index(slot), vector);
      return;
    }
    if (size == blocks.size() * CodeBlock.SIZE) {
      blocks.add(new CodeBlock(dimension));
    }
    block(size).set(index(size), vector);
    slots.add(vector.id(), size++);
  }

  /** Removes a record; the last one takes its slot. */
  void remove(String id) {
    int slot = slots.find(id);
    if (slot < 0) {
      return;
    }
    slots.remove(id);
    size--;
    CodeBlock last = block(size);
    if (slot != size) {
      slots.move(last.record(index(size)).id(), slot);
      block(slot).copy(index(slot), last, index(size));
    }
    last.clear(index(size));
    if (index(size) == 0) {
      blocks.remove(blocks.size() - 1);
    }
  }

  private CodeBlock block(int slot) {
    return blocks.get(slot / CodeBlock.SIZE);
  }

  private static int index(int slot) {
    return slot % CodeBlock.SIZE;
  }

  /** Returns the nearest records that a filter selects, best first. */
  List<ScoredRecord> nearest(Scoring scoring, Predicate<StoredVector> filter, int limit) {
    CodedQuery query = scoring.coded();
    Floor floor = new Floor();
    if ((long) size * dimension < sharedValues) {
      Search search = new Search(scoring, query, filter, limit, floor);
      for (int i = 0; i < blocks.size(); i++) {
        search.accept(i);
      }
      return search.best.sorted();
    }
    List<Search> searches =
        SharedWork.run(blocks.size(), () -> new Search(scoring, query, filter, limit, floor));
    BestMatches best = new BestMatches(limit, scoring.metric());
    searches.forEach(search -> search.best.forEach(best::add));
    return best.sorted();
  }

  /** The bound below which no record is among the best, shared by the threads of a search. */
  private static final class Floor {
    private volatile double value = Double.NEGATIVE_INFINITY;

    double value() {
      return value;
    }

    synchronized void raise(double bound) {
      value = Math.max(value, bound);
    }
  }

  /** The part of a search that one thread does. */
  private final class Search implements IntConsumer {
    private final Scoring scoring;
    private final CodedQuery query;
    private final Predicate<StoredVector> filter;
    private final Floor floor;
    private final int[] products = new int[CodeBlock.SIZE];
    final BestMatches best;

    Search(
        Scoring scoring, CodedQuery query, Predicate<StoredVector> filter, int limit, Floor floor) {
      this.scoring = scoring;
      this.query = query;
      this.filter = filter;
      this.floor = floor;
      this.best = new BestMatches(limit, scoring.metric());
    }

    @Override
    public void accept(int number) {
      CodeBlock block = blocks.get(number);
      block.multiply(query.codes(), products);
      int count = Math.min(CodeBlock.SIZE, size - number * CodeBlock.SIZE);
      double known = floor.value();
      for (int i = 0; i < count; i++) {
        // Negated so that a bound that is not a number leaves nothing out.
        if (!(query.bound(block, i, products[i]) < known) && filter.test(block.record(i))) {
          best.add(block.record(i), scoring.score(block.record(i), block.norm(i)));
          if (best.isFull()) {
            floor.raise(best.floor());
            known = floor.value();
          }
        }
      }
    }
  }
}
