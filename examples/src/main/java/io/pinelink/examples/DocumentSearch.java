package io.pinelink.examples;

import io.pinelink.DocumentIndex;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkReport;
import io.pinelink.bulk.BulkSource;
import io.pinelink.control.CreateDocumentIndexRequest;
import io.pinelink.control.FullTextSearch;
import io.pinelink.control.IndexSchema;
import io.pinelink.control.IndexSpec;
import io.pinelink.documents.Document;
import io.pinelink.documents.DocumentFields;
import io.pinelink.documents.DocumentMatch;
import io.pinelink.documents.DocumentUpdate;
import io.pinelink.documents.FieldSelection;
import io.pinelink.documents.HybridMatch;
import io.pinelink.documents.HybridSearchRequest;
import io.pinelink.documents.QueryExpression;
import io.pinelink.documents.RankedSearch;
import io.pinelink.documents.ScoringClause;
import io.pinelink.documents.SearchDocumentsRequest;
import io.pinelink.documents.UpdateDocumentsRequest;
import io.pinelink.error.PinelinkException;
import io.pinelink.model.Filter;
import io.pinelink.model.Metric;
import io.pinelink.model.ResponseInfo;
import io.pinelink.routing.Cloud;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * The dictionary as documents, over a private route: searched by words, phrases, misspelt words and
 * meaning, and by all of these at once. At the end, readers switch to a copy with other embeddings
 * without a gap.
 */
public final class DocumentSearch {
  private static final String INDEX = "dictionary-documents";
  private static final String LEMMA = "lemma";
  private static final String GLOSS = "gloss";
  private static final String FILE = "lexicalFile";
  private static final String EMBEDDING = "embedding";
  private static final String[] SHOWN = {LEMMA, FILE, GLOSS, "note"};
  private static final String ALIAS = "current";
  private static final Duration VISIBLE = Duration.ofMinutes(1);

  /** The number of matches of each search that take part in a hybrid search. */
  private static final int CANDIDATES = 50;

  private final DocumentIndex index;
  private final Embedder embedder = new Embedder();
  private final PrintStream out;

  private DocumentSearch(DocumentIndex index, PrintStream out) {
    this.index = index;
    this.out = out;
  }

  /** Takes the arguments of {@code --help}. */
  public static void main(String... args) {
    try {
      run(Arguments.parse(args), System.getenv(), System.out);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.err.print(Arguments.USAGE);
      System.exit(2);
    } catch (PinelinkException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  static void run(Arguments arguments, Map<String, String> environment, PrintStream out) {
    if (arguments.help()) {
      out.print(Arguments.USAGE);
      return;
    }
    try (Backend backend = Backend.open(arguments, environment)) {
      DocumentIndex index =
          arguments.host() != null
              ? backend.client().documentsAt(arguments.host())
              : backend.documents(
                  INDEX, (control, name) -> control.createDocumentIndex(definition(name)));
      new DocumentSearch(index, out).run(arguments);
      backend.embedded().ifPresent(server -> Traffic.print(server, out));
    }
  }

  /** Only fields that searches use are declared; the topic of a word is metadata. */
  private static CreateDocumentIndexRequest definition(String name) {
    IndexSchema schema =
        IndexSchema.builder()
            .text(LEMMA, FullTextSearch.defaults())
            .text(GLOSS, FullTextSearch.defaults().withLanguage("en").withStemming())
            .denseVector(EMBEDDING, Embedder.DIMENSION, Metric.COSINE)
            .build();
    return CreateDocumentIndexRequest.builder(
            name, schema, IndexSpec.serverless(Cloud.AWS, "us-east-1"))
        .build();
  }

  private void run(Arguments arguments) {
    out.println("route: " + index.route());
    List<Entry> entries = Dictionary.mostUsedNouns(arguments.count());
    out.println("read " + entries.size() + " nouns of WordNet 3.1");
    DocumentIndex first = index.namespace("glosses");
    load(first, entries, Entry::gloss);

    List<String> texts =
        arguments.queries().isEmpty()
            ? List.of("a small animal kept as a pet")
            : arguments.queries();
    for (String text : texts) {
      show("text: " + text, first, ScoringClause.text(text, GLOSS));
      show("meaning: " + text, first, ScoringClause.dense(EMBEDDING, embedder.embed(text)));
      hybrid(first, text);
    }
    show(
        "phrase: \"body of water\"",
        first,
        ScoringClause.queryString(QueryExpression.phrase(GLOSS, "body of water")));
    show(
        "misspelt: watter",
        first,
        ScoringClause.queryString(QueryExpression.fuzzy(LEMMA, "watter")));
    filtered(first);
    update(first, texts.get(0));
    swap(entries, texts.get(0));
  }

  private void load(DocumentIndex target, List<Entry> entries, Function<Entry, String> embedded) {
    Progress embedding = Progress.onConsole("embedding", entries.size());
    List<float[]> values =
        embedder.embedAll(entries.stream().map(embedded).toList(), embedding::done);
    List<Document> documents = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      documents.add(
          Document.builder(entry.id())
              .put(LEMMA, entry.lemma())
              .put(GLOSS, entry.gloss())
              .put(FILE, entry.lexicalFile())
              .put(EMBEDDING, values.get(i))
              .build());
    }
    BulkReport report =
        target.bulkUpsert(
            BulkSource.of(documents), BulkOptions.builder().awaitVisible(VISIBLE).build());
    out.println("wrote " + report.accepted() + " documents, which are readable");
  }

  private void show(String title, DocumentIndex words, ScoringClause clause) {
    show(title, words, SearchDocumentsRequest.builder(clause).topK(3).fields(SHOWN).build());
  }

  private void show(String title, DocumentIndex words, SearchDocumentsRequest request) {
    TextTable table = table();
    for (DocumentMatch match : words.search(request).matches()) {
      row(table, match.score().orElse(0), match.fields(), "");
    }
    print(title, table);
  }

  private static TextTable table() {
    return new TextTable()
        .right("score", 7)
        .left("word", 16)
        .left("file", 18)
        .left("note", 24)
        .left("gloss", 60);
  }

  private static void row(TextTable table, double score, DocumentFields fields, String note) {
    table.row(
        String.format(Locale.ROOT, "%.4f", score),
        fields.string(LEMMA).orElse(""),
        fields.string(FILE).orElse(""),
        fields.string("note").orElse(note),
        fields.string(GLOSS).orElse(""));
  }

  private void print(String title, TextTable table) {
    out.println();
    out.println(title);
    out.print(table);
  }

  /** Fuses a search for words and one for meaning by the ranks of their matches. */
  private void hybrid(DocumentIndex words, String text) {
    HybridSearchRequest request =
        HybridSearchRequest.builder(
                RankedSearch.of("words", candidates(ScoringClause.text(text, LEMMA, GLOSS))),
                RankedSearch.of(
                    "meaning", candidates(ScoringClause.dense(EMBEDDING, embedder.embed(text)))))
            .topK(3)
            .build();
    TextTable table = table();
    for (HybridMatch match : words.hybridSearch(request).matches()) {
      row(table, match.score(), match.fields(), ranks(match));
    }
    print("hybrid of both: " + text, table);
  }

  private static SearchDocumentsRequest candidates(ScoringClause clause) {
    return SearchDocumentsRequest.builder(clause).topK(CANDIDATES).fields(SHOWN).build();
  }

  private static String ranks(HybridMatch match) {
    List<String> ranks = new ArrayList<>();
    match.ranks().forEach((name, place) -> ranks.add(name + " " + place.rank()));
    return String.join(", ", ranks);
  }

  private void filtered(DocumentIndex words) {
    String text = "it swims in the sea";
    show(
        "meaning: " + text + ", only animals whose gloss has the word fish",
        words,
        SearchDocumentsRequest.builder(ScoringClause.dense(EMBEDDING, embedder.embed(text)))
            .filter(Filter.eq(FILE, "noun.animal").and(Filter.matchAll(GLOSS, "fish")))
            .topK(3)
            .fields(SHOWN)
            .build());
  }

  /** Updates the best match; a search that follows shows the change. */
  private void update(DocumentIndex words, String text) {
    ScoringClause clause = ScoringClause.text(text, GLOSS);
    String best =
        words
            .search(
                SearchDocumentsRequest.builder(clause)
                    .topK(1)
                    .fields(FieldSelection.none())
                    .build())
            .matches()
            .get(0)
            .id();
    ResponseInfo written =
        words
            .update(
                UpdateDocumentsRequest.of(DocumentUpdate.builder(best).put("note", "seen").build()))
            .info();
    written.consistencyToken().ifPresent(write -> words.awaitVisible(write, VISIBLE));
    show("text, after an update of " + best + ": " + text, words, clause);
  }

  /**
   * Switches readers to a copy whose embeddings are of the word and its gloss. They read through an
   * alias, which is repointed once the copy is complete, so that they never find less than a whole
   * dictionary.
   */
  private void swap(List<Entry> entries, String text) {
    index.namespaces().createAlias(ALIAS, "glosses");
    DocumentIndex current = index.namespace(ALIAS);
    SearchDocumentsRequest request =
        SearchDocumentsRequest.builder(ScoringClause.dense(EMBEDDING, embedder.embed(text)))
            .topK(1)
            .fields(SHOWN)
            .build();
    AtomicBoolean done = new AtomicBoolean();
    AtomicInteger reads = new AtomicInteger();
    AtomicInteger gaps = new AtomicInteger();
    Thread reader =
        new Thread(
            () -> {
              while (!done.get()) {
                if (current.search(request).matches().isEmpty()) {
                  gaps.incrementAndGet();
                }
                reads.incrementAndGet();
              }
            },
            "reader");
    reader.start();
    try {
      load(index.namespace("words"), entries, entry -> entry.lemma() + ": " + entry.gloss());
      index.namespaces().repointAlias(ALIAS, "words");
      show("through the alias, after the switch: " + text, current, request);
    } finally {
      done.set(true);
      join(reader);
    }
    out.println(reads + " reads during the switch, " + gaps + " of them found nothing");
    index.namespaces().delete("glosses");
    index.namespaces().deleteAlias(ALIAS);
    out.println("the old copy is deleted");
  }

  private static void join(Thread reader) {
    try {
      reader.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the reader", e);
    }
  }
}
