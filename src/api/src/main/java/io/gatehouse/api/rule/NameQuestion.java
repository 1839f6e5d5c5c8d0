package io.gatehouse.api.rule;

/**
 * A name whose address a rule wants to know.
 *
 * @param resolvers the {@code resolvers} section that is asked
 * @param preferIpv4 which family is asked for, and chosen, first
 */
public record NameQuestion(String resolvers, String name, boolean preferIpv4) {}
