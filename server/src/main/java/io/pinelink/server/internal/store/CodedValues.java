package io.pinelink.server.internal.store;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The dense values of the records of a namespace in 8-bit codes, for searches that score only those
 * records exactly that can be among the best. The results are the same as if all were scored.
 *
 * <p>Beside the records it takes one byte for each value, and 28 to 40 bytes for each record. Not
 * thread-safe: the index locks, and any number of threads can search at the same time.
 */
final class CodedValues {
  /** Scoring one record of so many exactly costs less than a pass over their codes. */
  private static final int FEW = 20;

  private final int dimension;
  private final int blockSize;
  private final long sharedValues;
  private final List<CodeBlock> blocks = new ArrayList<>();
  private final SlotTable slots;
  private final MetadataColumns columns;
  private int size;

  private CodedValues(int dimension, SearchSizes sizes) {
    this.dimension = dimension;
    this.blockSize = sizes.blockSize(dimension);
    this.sharedValues = sizes.sharedValues();
    this.slots = new SlotTable(slot -> record(slot).id());
    this.columns = new MetadataColumns(this::record, blockSize);
  }

  /** Creates the codes of all records that have dense values. */
  static CodedValues of(int dimension, Collection<StoredVector> vectors, SearchSizes sizes) {
    CodedValues coded = new CodedValues(dimension, sizes);
    List<StoredVector> dense =
        vectors.stream().filter(vector -> vector.values().length == dimension).toList();
    int blockSize = coded.blockSize;
    int count = (dense.size() + blockSize - 1) / blockSize;
    for (int i = 0; i < count; i++) {
      coded.blocks.add(new CodeBlock(dimension, blockSize));
    }
    SharedWork.run(
        count,
        () ->
            part -> {
              int first = part * blockSize;
              int last = Math.min(first + blockSize, dense.size());
              for (int slot = first; slot < last; slot++) {
                coded.blocks.get(part).set(slot - first, dense.get(slot));
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
      columns.set(slot, vector);
      return;
    }
    if (size == blocks.size() * blockSize) {
      blocks.add(new CodeBlock(dimension, blockSize));
    }
    block(size).set(index(size), vector);
    columns.set(size, vector);
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
      slots.move(record(size).id(), slot);
      columns.set(slot, record(size));
      block(slot).copy(index(slot), last, index(size));
    }
    last.clear(index(size));
    columns.removeLast(size);
    if (index(size) == 0) {
      blocks.remove(blocks.size() - 1);
    }
  }

  private CodeBlock block(int slot) {
    return blocks.get(slot / blockSize);
  }

  private int index(int slot) {
    return slot % blockSize;
  }

  private StoredVector record(int slot) {
    return block(slot).record(index(slot));
  }

  /** Returns the nearest records that a filter selects, best first. */
  List<ScoredRecord> nearest(Scoring scoring, Predicate<Map<String, Object>> filter, int limit) {
    Supplier<Search> searches = searches(scoring, filter, limit);
    if ((long) size * dimension < sharedValues) {
      Search search = searches.get();
      for (int i = 0; i < blocks.size(); i++) {
        search.accept(i);
      }
      return search.best.sorted();
    }
    BestMatches best = new BestMatches(limit, scoring.metric());
    SharedWork.run(blocks.size(), searches).forEach(search -> search.best.forEach(best::add));
    return best.sorted();
  }

  private Supplier<Search> searches(
      Scoring scoring, Predicate<Map<String, Object>> filter, int limit) {
    CodedQuery query = scoring.coded();
    Floor floor = new Floor();
    boolean isOnColumns = !MetadataFilter.isEmpty(filter) && columns.cover(filter, size);
    return () -> new Search(scoring, query, filter, isOnColumns, limit, floor);
  }

  /** The bound below which no record is among the best, shared by the threads of a search. */
  private static final class Floor {
    private volatile double value = Double.NEGATIVE_INFINITY;

    double value() {
      return value;
    }

    void raise(double bound) {
      if (bound > value) {
        raiseTogether(bound);
      }
    }

    private synchronized void raiseTogether(double bound) {
      value = Math.max(value, bound);
    }
  }

  /** The part of a search that one thread does. */
  private final class Search implements IntConsumer {
    private final Scoring scoring;
    private final CodedQuery query;
    private final Predicate<Map<String, Object>> filter;
    private final boolean isOnColumns;
    private final Floor floor;
    private final int[] products = new int[blockSize];
    private final int[] candidates = new int[blockSize];
    final BestMatches best;

    Search(
        Scoring scoring,
        CodedQuery query,
        Predicate<Map<String, Object>> filter,
        boolean isOnColumns,
        int limit,
        Floor floor) {
      this.scoring = scoring;
      this.query = query;
      this.filter = filter;
      this.isOnColumns = isOnColumns;
      this.floor = floor;
      this.best = new BestMatches(limit, scoring.metric());
    }

    @Override
    public void accept(int number) {
      CodeBlock block = blocks.get(number);
      int count = Math.min(blockSize, size - number * blockSize);
      if (isOnColumns) {
        selected(block, columns.select(filter, number, count), count);
      } else {
        all(block, count);
      }
    }

    private void all(CodeBlock block, int count) {
      block.multiply(query.codes(), products);
      int found = query.candidates(block, products, count, floor.value(), candidates);
      for (int i = 0; i < found; i++) {
        int slot = candidates[i];
        // The floor may be higher now.
        if (isCandidate(block, slot) && filter.test(block.record(slot).metadata())) {
          score(block, slot);
        }
      }
    }

    private void selected(CodeBlock block, BitSet selected, int count) {
      if (selected.cardinality() > count / FEW) {
        block.multiply(query.codes(), products);
        int found = query.candidates(block, products, count, floor.value(), candidates);
        for (int i = 0; i < found; i++) {
          if (selected.get(candidates[i]) && isCandidate(block, candidates[i])) {
            score(block, candidates[i]);
          }
        }
      } else {
        for (int slot = selected.nextSetBit(0); slot >= 0; slot = selected.nextSetBit(slot + 1)) {
          score(block, slot);
        }
      }
    }

    private boolean isCandidate(CodeBlock block, int slot) {
      // Negated so that a bound that is not a number leaves nothing out.
      return !(query.bound(block, slot, products[slot]) < floor.value());
    }

    private void score(CodeBlock block, int slot) {
      StoredVector record = block.record(slot);
      best.add(record, scoring.score(record, block.norm(slot)));
      if (best.isFull()) {
        floor.raise(best.floor());
      }
    }
  }
}
