package io.pinelink.server.internal.fulltext;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DocValuesType;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * A text as Lucene indexes it. The number of its tokens is kept beside it: Lucene's norms are not
 * exact, and statistics have to be corrected when the document is deleted.
 */
final class IndexedText extends Field {
  /** The field of the id; no field of a document has such a name. */
  static final String ID = "$id";

  private static final FieldType ID_TYPE = new FieldType();
  private static final FieldType LENGTH_TYPE = new FieldType();

  static {
    ID_TYPE.setIndexOptions(IndexOptions.DOCS);
    ID_TYPE.setTokenized(false);
    ID_TYPE.setOmitNorms(true);
    ID_TYPE.setDocValuesType(DocValuesType.BINARY);
    ID_TYPE.freeze();
    LENGTH_TYPE.setDocValuesType(DocValuesType.NUMERIC);
    LENGTH_TYPE.freeze();
  }

  private @Nullable CountedTokens tokens;

  private IndexedText(String field, String text) {
    super(field, text, TextField.TYPE_NOT_STORED);
  }

  /** Returns a document with its id and the texts of some fields; other fields are left out. */
  static List<IndexableField> document(String id, Map<String, String> texts, Set<String> fields) {
    List<IndexableField> document = new ArrayList<>();
    document.add(new Field(ID, new BytesRef(id), ID_TYPE));
    texts.forEach(
        (field, text) -> {
          if (fields.contains(field)) {
            IndexedText indexed = new IndexedText(field, text);
            document.add(indexed);
            document.add(indexed.new Length());
          }
        });
    return document;
  }

  /** Returns the name of the field that has the number of tokens of a text. */
  static String lengthsOf(String field) {
    return "$length:" + field;
  }

  @Override
  public TokenStream tokenStream(Analyzer analyzer, @Nullable TokenStream reuse) {
    tokens = new CountedTokens(super.tokenStream(analyzer, reuse));
    return tokens;
  }

  /** The number of tokens of the text, which Lucene asks for after it has read them. */
  private final class Length extends Field {
    Length() {
      super(lengthsOf(IndexedText.this.name()), LENGTH_TYPE);
    }

    @Override
    public Number numericValue() {
      if (tokens == null) {
        throw new IllegalStateException("the tokens of " + name() + " have not been read");
      }
      return tokens.count;
    }
  }

  private static final class CountedTokens extends TokenFilter {
    private long count;

    CountedTokens(TokenStream tokens) {
      super(tokens);
    }

    @Override
    public boolean incrementToken() throws IOException {
      boolean isToken = input.incrementToken();
      count += isToken ? 1 : 0;
      return isToken;
    }
  }
}
