package io.pinelink.examples;

import io.pinelink.model.Metadata;
import io.pinelink.model.Vector;

/**
 * One sense of a word in the dictionary.
 *
 * @param id what tells this sense from all others, such as {@code n-02124272}: the part of speech
 *     and the eight digits of WordNet's synset offset
 * @param lemma the word that is most used in this sense, such as {@code cat}
 * @param partOfSpeech such as {@code noun}
 * @param lexicalFile WordNet's coarse topic, such as {@code noun.animal}
 * @param gloss what the word means, without usage examples; never blank
 */
record Entry(String id, String lemma, String partOfSpeech, String lexicalFile, String gloss) {

  /** All but the id. */
  Metadata metadata() {
    return Metadata.builder()
        .put("lemma", lemma)
        .put("partOfSpeech", partOfSpeech)
        .put("lexicalFile", lexicalFile)
        .put("gloss", gloss)
        .build();
  }

  /** All of it, at the place that its gloss means. */
  Vector vector(Embedder embedder) {
    return Vector.of(id, embedder.embed(gloss), metadata());
  }
}
