package io.pinelink.server.internal.store;

import io.pinelink.server.internal.compact.ChecksumTable;
import io.pinelink.server.internal.wire.RpcCode;
import io.pinelink.server.internal.wire.RpcException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A namespace that keeps only the number of its records and a checksum of them. It answers requests
 * for ids that do not exist, and refuses operations that need stored records.
 */
public final class CountingNamespace implements Namespace {
  private final String setting;
  private final @Nullable Set<String> filterable;
  private final ChecksumTable checksums;
  private long upserted;

  /**
   * Creates an empty namespace.
   *
   * @param setting the name of the setting that keeps no vectors
   * @param filterable the fields of its own schema; null if it has none
   */
  public CountingNamespace(String setting, @Nullable Set<String> filterable) {
    this(setting, filterable, new ChecksumTable(), 0);
  }

  private CountingNamespace(
      String setting, @Nullable Set<String> filterable, ChecksumTable checksums, long upserted) {
    this.setting = setting;
    this.filterable = filterable;
    this.checksums = checksums;
    this.upserted = upserted;
  }

  @Override
  public CountingNamespace copy() {
    return new CountingNamespace(setting, filterable, checksums.copy(), upserted);
  }

  @Override
  public @Nullable Set<String> filterable() {
    return filterable;
  }

  @Override
  public void put(StoredVector vector) {
    checksums.put(VectorHash.ofId(vector.id()), VectorHash.of(vector));
    upserted++;
  }

  @Override
  public int size() {
    return checksums.size();
  }

  @Override
  public @Nullable Long bytes() {
    return null;
  }

  WriteTotals totals() {
    return new WriteTotals(upserted, checksums.size(), checksums.sum());
  }

  @Override
  public void clear() {
    checksums.clear();
  }

  @Override
  public @Nullable StoredVector get(String id) {
    if (checksums.contains(VectorHash.ofId(id))) {
      throw refused();
    }
    return null;
  }

  @Override
  public Collection<StoredVector> vectors() {
    throw refused();
  }

  @Override
  public void remove(Collection<String> ids) {
    ids.forEach(this::get);
  }

  @Override
  public List<StoredVector> matching(Predicate<Map<String, Object>> filter) {
    throw refused();
  }

  @Override
  public RecordView view() {
    throw refused();
  }

  @Override
  public IdPage page(String prefix, String skipPast, int limit) {
    throw refused();
  }

  @Override
  public List<StoredVector> matchingAfter(
      Predicate<Map<String, Object>> filter, String skipPast, int limit, int maxTests) {
    throw refused();
  }

  @Override
  public <F extends Follower> F follower(Class<F> type, Supplier<F> maker) {
    throw refused();
  }

  private RpcException refused() {
    return new RpcException(
        RpcCode.UNIMPLEMENTED,
        "This server only counts what is written ("
            + setting
            + ") and has no vectors to read, update or delete");
  }
}
