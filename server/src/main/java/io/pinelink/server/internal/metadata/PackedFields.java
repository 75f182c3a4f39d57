package io.pinelink.server.internal.metadata;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a record in their order, as a map that cannot be changed: String, Double, Boolean
 * or list of strings.
 *
 * <p>The values are in an array of bytes, and a value is decoded each time that it is read. Two
 * fields take about 50 bytes, where a map of objects takes more than 400. An instance is a view of
 * its two {@linkplain #names parts}, made when it is needed.
 */
public final class PackedFields extends AbstractMap<String, Object> {
  private final FieldNames names;
  private final byte[] values;

  /**
   * Creates a view of the parts of another instance.
   *
   * @param values not copied
   */
  public PackedFields(FieldNames names, byte[] values) {
    this.names = names;
    this.values = values;
  }

  /** Returns fields in this form. */
  public static PackedFields of(Map<String, Object> fields) {
    if (fields instanceof PackedFields packed) {
      return packed;
    }
    FieldPacker packer = new FieldPacker();
    fields.values().forEach(packer::add);
    return new PackedFields(FieldNames.of(fields.keySet()), packer.bytes());
  }

  public FieldNames names() {
    return names;
  }

  /** Returns the packed values without copying them. */
  public byte[] packedValues() {
    return values;
  }

  @Override
  public int size() {
    return names.size();
  }

  @Override
  public boolean containsKey(@Nullable Object name) {
    return names.indexOf(name) >= 0;
  }

  @Override
  public @Nullable Object get(@Nullable Object name) {
    int position = names.indexOf(name);
    if (position < 0) {
      return null;
    }
    FieldReader reader = new FieldReader(values);
    for (int i = 0; i < position; i++) {
      reader.skip();
    }
    return reader.next();
  }

  @Override
  public void forEach(BiConsumer<? super String, ? super Object> action) {
    FieldReader reader = new FieldReader(values);
    for (int i = 0; i < names.size(); i++) {
      action.accept(names.get(i), reader.next());
    }
  }

  @Override
  public Set<Map.Entry<String, Object>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public int size() {
        return names.size();
      }

      @Override
      public Iterator<Map.Entry<String, Object>> iterator() {
        return new Entries();
      }
    };
  }

  private final class Entries implements Iterator<Map.Entry<String, Object>> {
    private final FieldReader reader = new FieldReader(values);
    private int position;

    @Override
    public boolean hasNext() {
      return position < names.size();
    }

    @Override
    public Map.Entry<String, Object> next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return Map.entry(names.get(position++), reader.next());
    }
  }
}
