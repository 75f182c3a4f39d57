package io.pinelink.examples;

import io.pinelink.model.Metadata;
import io.pinelink.model.Vector;

/**
 * One sense of a word in the dictionary.
 *
 * @param id the unique id of this sense, such as {@code n-02124272}: the part of speech and the
 *     eight digits of WordNet's synset offset
 * @param lemma the most used word with this sense, such as {@code cat}
 * @param partOfSpeech the part of speech, such as {@code noun}
 * @param lexicalFile WordNet's coarse topic, such as {@code noun.animal}
 * @param gloss the meaning of the word, without usage examples; never blank
 */
record Entry(String id, String lemma, String partOfSpeech, String lexicalFile, String gloss) {

  /** Returns all fields except the id. */
  Metadata metadata() {
    return Metadata.builder()
        .put("lemma", lemma)
        .put("partOfSpeech", partOfSpeech)
        .put("lexicalFile", lexicalFile)
        .put("gloss", gloss)
        .build();
  }

  /** Returns the entry as a vector with the embedding of its gloss. */
  Vector vector(Embedder embedder) {
    return Vector.of(id, embedder.embed(gloss), metadata());
  }
}
