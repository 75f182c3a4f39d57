package io.pinelink.copy;

import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.NamespaceSwap;
import io.pinelink.control.IndexSchema;
import io.pinelink.model.Built;
import io.pinelink.namespaces.CreateNamespaceRequest;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * The options of a copy: which namespaces, what happens after the last item, and the {@link
 * BulkOptions} of its reads and writes. Immutable and thread-safe, if the listener is.
 *
 * <pre>{@code
 * CopyOptions.builder()
 *     .bulk(BulkOptions.builder().checkpoint(Path.of("copy.checkpoint")).build())
 *     .verify()
 *     .build()
 * }</pre>
 */
public final class CopyOptions extends Built<CopyOptions.Builder> {
  private static final CopyOptions DEFAULTS = builder().build();
  private static final String DEFAULT_NAMESPACE = NamespaceSide.DEFAULT_NAMESPACE;

  private CopyOptions(Builder builder) {
    super(builder);
  }

  /** Returns the defaults of the {@link Builder}. */
  public static CopyOptions defaults() {
    return DEFAULTS;
  }

  /** Creates a builder with the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  public BulkOptions bulk() {
    return settings.bulk;
  }

  public Consumer<CopyFailure> failureListener() {
    return settings.failureListener;
  }

  /** Returns the value of {@link Builder#namespaces}, sorted; empty if it was not set. */
  public Optional<List<String>> namespaces() {
    return settings.namespaces;
  }

  /** Returns the value of {@link Builder#allNamespaces}. */
  public boolean copiesAllNamespaces() {
    return settings.allNamespaces;
  }

  /** Returns the value of {@link Builder#mirror}. */
  public boolean mirrors() {
    return settings.mirrors;
  }

  /** Returns the value of {@link Builder#allowEmptySource}. */
  public boolean allowsEmptySource() {
    return settings.allowsEmptySource;
  }

  public double maxDeletedShare() {
    return settings.maxDeletedShare;
  }

  /** Returns the value of {@link Builder#verify}; true if an alias is switched. */
  public boolean verifies() {
    return settings.verifies || settings.alias.isPresent();
  }

  /** Returns the value of {@link Builder#switchAlias}. */
  public Optional<String> alias() {
    return settings.alias;
  }

  public Optional<IndexSchema> sourceSchema() {
    return settings.sourceSchema;
  }

  public Optional<IndexSchema> targetSchema() {
    return settings.targetSchema;
  }

  /** Returns the value of {@link Builder#dryRun}. */
  public boolean isDryRun() {
    return settings.dryRun;
  }

  /** Returns the names of what is set, not the values. */
  @Override
  public String toString() {
    return "CopyOptions[mirrors %s, verifies %s, alias %s]"
        .formatted(mirrors(), verifies(), alias().orElse("none"));
  }

  /** Builds {@link CopyOptions}. */
  public static final class Builder extends Settings {
    private BulkOptions bulk = BulkOptions.defaults();
    private Consumer<CopyFailure> failureListener = failure -> {};
    private Optional<List<String>> namespaces = Optional.empty();
    private boolean allNamespaces;
    private boolean mirrors;
    private boolean allowsEmptySource;
    private double maxDeletedShare = 0.5;
    private boolean verifies;
    private Optional<String> alias = Optional.empty();
    private Optional<IndexSchema> sourceSchema = Optional.empty();
    private Optional<IndexSchema> targetSchema = Optional.empty();
    private boolean dryRun;

    private Builder() {}

    /**
     * Sets the options of the reads and of the writes. Both have their own concurrency, time limits
     * and {@code maxBytesHeld}, so a copy holds up to three times the latter. The listener receives
     * the progress of the writes; {@link #failureListener} receives what was not copied. The
     * checkpoint has the progress of the copy, in a format of its own. The executor of the source
     * is not used. Default: {@link BulkOptions#defaults()}.
     */
    public Builder bulk(BulkOptions bulk) {
      this.bulk = Objects.requireNonNull(bulk, "bulk is null");
      return this;
    }

    /**
     * Sets what receives every item that was not copied, one after another. Exceptions from it are
     * logged and ignored. Default: none; the report has the first ones.
     */
    public Builder failureListener(Consumer<? super CopyFailure> listener) {
      Objects.requireNonNull(listener, "listener is null");
      this.failureListener = listener::accept;
      return this;
    }

    /**
     * Copies these namespaces of the source to namespaces of the same names, instead of the
     * namespace of the view; {@code __default__} is the default one. They are copied one after
     * another, in the order of their names.
     *
     * @throws IllegalArgumentException if there are none, or a name is invalid
     */
    public Builder namespaces(Collection<String> names) {
      Objects.requireNonNull(names, "names is null");
      if (names.isEmpty()) {
        throw new IllegalArgumentException("namespaces are empty, expected one or more");
      }
      TreeSet<String> sorted = new TreeSet<>();
      for (String name : names) {
        Objects.requireNonNull(name, "names has an element that is null");
        sorted.add(name.isEmpty() ? DEFAULT_NAMESPACE : CreateNamespaceRequest.named(name).name());
      }
      this.namespaces = Optional.of(List.copyOf(sorted));
      return this;
    }

    /** Copies all namespaces of the source to namespaces of the same names. Default: false. */
    public Builder allNamespaces() {
      this.allNamespaces = true;
      return this;
    }

    /**
     * Deletes from each target namespace what the source namespace does not have, once everything
     * is copied. Namespaces that only the target has are left as they are. An id is deleted only if
     * both a listing and a fetch of the source lack it. Nothing is deleted if an item was not
     * copied or the copy ended early. Default: false.
     *
     * <p>Both sides are listed before the copy as well, to count the deletes. {@link
     * NamespaceCopy#run} throws an {@link IllegalArgumentException} before it copies anything if a
     * source namespace {@linkplain #allowEmptySource() is empty}, or {@linkplain #maxDeletedShare
     * more of the target} would be deleted than is allowed.
     */
    public Builder mirror() {
      this.mirrors = true;
      return this;
    }

    /**
     * Allows {@link #mirror} to delete all items of a target namespace because the source namespace
     * is empty or does not exist. {@link #maxDeletedShare} does not limit that. Without it, such a
     * copy is refused, since the name of the source may be wrong. Default: false.
     */
    public Builder allowEmptySource() {
      this.allowsEmptySource = true;
      return this;
    }

    /**
     * Sets how large a share of the items that a target namespace had before the copy {@link
     * #mirror} may delete, 0 to 1. A copy that would delete more is refused before anything is
     * copied. If the source loses items during the copy, the deletes end at this share. Default:
     * 0.5.
     *
     * @throws IllegalArgumentException if the share is not from 0 to 1
     */
    public Builder maxDeletedShare(double share) {
      if (!(share >= 0 && share <= 1)) {
        throw new IllegalArgumentException("maxDeletedShare is " + share + ", expected 0 to 1");
      }
      this.maxDeletedShare = share;
      return this;
    }

    /**
     * Compares both sides at the end, once the target's reads see the copy; see {@link
     * NamespaceCopyReport#comparison()}. Default: false.
     */
    public Builder verify() {
      this.verifies = true;
      return this;
    }

    /**
     * Points a namespace alias of the target to the copied namespace at the end, and creates the
     * alias if it does not exist. Implies {@link #verify}: the alias is not changed if anything was
     * not copied or differs. Default: none.
     *
     * @param alias 1 to 512 printable ASCII characters, as in {@link
     *     io.pinelink.bulk.NamespaceSwap}
     */
    public Builder switchAlias(String alias) {
      Objects.requireNonNull(alias, "alias is null");
      this.alias = Optional.of(NamespaceSwap.of(alias, DEFAULT_NAMESPACE).alias());
      return this;
    }

    /** Sets the schema of a document index that is the source, for the checks. Default: unknown. */
    public Builder sourceSchema(IndexSchema schema) {
      this.sourceSchema = Optional.of(Objects.requireNonNull(schema, "schema is null"));
      return this;
    }

    /**
     * Sets the schema of a document index that is the target. Fields of the source or of the
     * mapping that do not fit are then refused before anything is copied. Default: unknown.
     */
    public Builder targetSchema(IndexSchema schema) {
      this.targetSchema = Optional.of(Objects.requireNonNull(schema, "schema is null"));
      return this;
    }

    /**
     * Checks both sides and their namespaces, and copies nothing. The counts of the report are then
     * zero, except {@link NamespaceCopyReport#mirrorPlan()}, whose deletes are counted and not
     * refused. Default: false.
     */
    public Builder dryRun() {
      this.dryRun = true;
      return this;
    }

    /**
     * Builds the options.
     *
     * @throws IllegalArgumentException if namespaces are named and all are copied, or an alias is
     *     switched for more than the namespace of the view
     */
    public CopyOptions build() {
      if (allNamespaces && namespaces.isPresent()) {
        throw new IllegalArgumentException(
            "namespaces are named and allNamespaces is set, expected one of them");
      }
      if (alias.isPresent() && (allNamespaces || namespaces.isPresent())) {
        throw new IllegalArgumentException(
            "alias '"
                + alias.get()
                + "' would be switched for several namespaces, expected the namespace of the view");
      }
      return new CopyOptions(this);
    }

    @Override
    protected List<?> parts() {
      return List.of(
          bulk,
          failureListener,
          namespaces,
          allNamespaces,
          mirrors,
          allowsEmptySource,
          maxDeletedShare,
          verifies,
          alias,
          sourceSchema,
          targetSchema,
          dryRun);
    }
  }
}
