package io.gatehouse.dataplane.route;

/** A pattern list that can be replaced while exchanges use it. */
final class PatternList {
  private volatile PatternSet current;

  PatternList(PatternSet first) {
    this.current = first;
  }

  PatternSet current() {
    return current;
  }

  void replace(PatternSet next) {
    current = next;
  }
}
