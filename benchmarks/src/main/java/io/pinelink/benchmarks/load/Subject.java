package io.pinelink.benchmarks.load;

/** A client that is measured. It lives as long as its process. */
interface Subject {
  /** How many different calls there are, so that no cache holds all of what is sent. */
  int VARIETY = 20;

  /** How many matches a query asks for; the answer is the sink's. */
  int TOP_K = 10;

  /** How many vectors a fetch asks for. */
  int FETCHED = 100;

  /** The call, made ready. */
  Work work(Call call, Shape shape) throws Exception;

  /** One more index, whose host nobody calls; what it needs is held by what is returned. */
  Object openIndex(int number) throws Exception;
}
