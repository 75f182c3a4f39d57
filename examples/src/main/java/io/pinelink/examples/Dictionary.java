package io.pinelink.examples;

import static java.util.Comparator.comparingDouble;
import static java.util.Comparator.comparingInt;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import net.sf.extjwnl.JWNLException;
import net.sf.extjwnl.data.POS;
import net.sf.extjwnl.data.Synset;
import net.sf.extjwnl.data.Word;

/** The entries of WordNet 3.1, read from its jar without a download. */
final class Dictionary {

  private static final Comparator<Noun> MOST_USED_FIRST =
      comparingInt(Noun::useCount).reversed().thenComparing(noun -> noun.synset().getOffset());

  /** A gloss is a definition, followed by example sentences in quotes. */
  private static final Pattern USAGE_EXAMPLES = Pattern.compile("[;:] \".*");

  private Dictionary() {}

  /**
   * Reads the most used nouns. With a count of 26 or more, every lexical file is represented.
   *
   * <p>Each lexical file contributes its most used nouns in proportion to its size. By use alone,
   * abstract nouns would crowd out animals and plants. A smaller count returns a prefix of the list
   * of a larger count, and every run returns the same list.
   *
   * @param count the number of nouns, 1 or more
   * @return that many nouns, or all 13,733 with a use count in WordNet
   * @throws IllegalStateException if WordNet's jar is not on the class path
   */
  static List<Entry> mostUsedNouns(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("count must be 1 or more, not " + count);
    }
    List<Candidate> candidates = new ArrayList<>();
    for (List<Noun> file : lexicalFiles()) {
      file.sort(MOST_USED_FIRST);
      for (int i = 0; i < file.size() && file.get(i).useCount() > 0; i++) {
        candidates.add(new Candidate(file.get(i), i / (double) file.size()));
      }
    }
    candidates.sort(
        comparingDouble(Candidate::share).thenComparing(Candidate::noun, MOST_USED_FIRST));
    return candidates.stream()
        .limit(count)
        .map(candidate -> entry(candidate.noun().synset()))
        .toList();
  }

  /**
   * Reads all entries: nouns, verbs, adjectives and adverbs, in WordNet's own order.
   *
   * @return 117,791 entries, the same in every run
   * @throws IllegalStateException if WordNet's jar is not on the class path
   */
  static List<Entry> all() {
    List<Entry> entries = new ArrayList<>();
    POS.getAllPOS().forEach(part -> forEachSynset(part, synset -> entries.add(entry(synset))));
    return entries;
  }

  private static Collection<List<Noun>> lexicalFiles() {
    Map<String, List<Noun>> files = new HashMap<>();
    forEachSynset(
        POS.NOUN,
        synset -> {
          int useCount = synset.getWords().stream().mapToInt(Word::getUseCount).sum();
          files
              .computeIfAbsent(synset.getLexFileName(), name -> new ArrayList<>())
              .add(new Noun(synset, useCount));
        });
    return files.values();
  }

  private static void forEachSynset(POS part, Consumer<Synset> action) {
    try {
      net.sf.extjwnl.dictionary.Dictionary wordNet =
          net.sf.extjwnl.dictionary.Dictionary.getDefaultResourceInstance();
      try {
        wordNet.getSynsetIterator(part).forEachRemaining(action);
      } finally {
        wordNet.close();
      }
    } catch (JWNLException e) {
      throw new IllegalStateException("cannot read WordNet from the class path", e);
    }
  }

  private static Entry entry(Synset synset) {
    POS partOfSpeech = synset.getPOS();
    return new Entry(
        String.format(Locale.ROOT, "%s-%08d", partOfSpeech.getKey(), synset.getOffset()),
        mostUsed(synset.getWords()).getLemma(),
        partOfSpeech.getLabel(),
        synset.getLexFileName(),
        definition(synset.getGloss()));
  }

  /** Returns the most used word; of equally used words, the one that WordNet lists first. */
  private static Word mostUsed(List<Word> words) {
    Word best = words.get(0);
    for (Word word : words) {
      if (word.getUseCount() > best.getUseCount()) {
        best = word;
      }
    }
    return best;
  }

  static String definition(String gloss) {
    return USAGE_EXAMPLES.matcher(gloss).replaceFirst("").strip();
  }

  private record Noun(Synset synset, int useCount) {}

  /** A noun, and the share of its lexical file that ranks before it, from 0 to below 1. */
  private record Candidate(Noun noun, double share) {}
}
