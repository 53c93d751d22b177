package io.holdfast.people;

import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Person;
import io.holdfast.catalog.Team;
import io.holdfast.evidence.Names;
import io.holdfast.playbook.Playbooks;
import io.holdfast.time.World;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Accounts and the catalog's people as one. Where there is an account, its roles, name and contact methods win: what one may do is
 * not the playbook's. Teams and queues are the catalog's.
 */
@Component
class MergedPeople implements People, Names {

    private final Accounts accounts;
    private final Playbooks playbooks;

    MergedPeople(Accounts accounts, Playbooks playbooks) {
        this.accounts = accounts;
        this.playbooks = playbooks;
    }

    @Override
    public Optional<Member> find(String username) {
        Catalog catalog = catalog();
        Account account = accounts.find(username).orElse(null);
        Person person = catalog == null ? null : catalog.person(username).orElse(null);
        return account == null && person == null
                ? Optional.empty()
                : Optional.of(member(username, account, person, catalog));
    }

    @Override
    public Optional<Member> bySlack(String slackUser) {
        return all().stream().filter(m -> slackUser.equals(m.slack())).findFirst();
    }

    @Override
    public List<Member> all() {
        Catalog catalog = catalog();
        Map<String, Account> known = accounts.all().stream()
                .collect(Collectors.toMap(Account::username, Function.identity(), (a, b) -> a, TreeMap::new));
        Map<String, Member> all = new TreeMap<>();
        if (catalog != null) {
            for (Person person : catalog.people()) {
                all.put(person.username(), member(person.username(), known.get(person.username()), person, catalog));
            }
        }
        known.forEach((username, account) -> all.computeIfAbsent(username, u -> member(u, account, null, catalog)));
        return new ArrayList<>(all.values());
    }

    @Override
    public List<Member> inGroup(String group) {
        return all().stream().filter(m -> m.groups().contains(group)).toList();
    }

    @Override
    public String nameOf(String username) {
        return People.super.nameOf(username);
    }

    /** Null until a first playbook is in force. */
    private @Nullable Catalog catalog() {
        try {
            return playbooks.current(World.LIVE).catalog();
        } catch (NoSuchElementException none) {
            return null;
        }
    }

    private static Member member(
            String username, @Nullable Account account, @Nullable Person person, @Nullable Catalog catalog) {
        Set<String> groups = new HashSet<>();
        boolean gone = account != null && !account.active();
        if (!gone) {
            groups.addAll(account != null ? account.roles() : person != null ? person.roles() : List.of());
            if (catalog != null) {
                for (Team team : catalog.teams()) {
                    if (team.members().contains(username)) {
                        groups.add("team:" + team.id());
                    }
                }
            }
        }
        return new Member(
                username,
                account != null ? account.name() : person != null ? person.name() : username,
                Set.copyOf(groups),
                person == null || gone ? Set.of() : Set.copyOf(person.queues()),
                first(account == null ? null : account.slack(), person == null ? null : person.slack()),
                first(account == null ? null : account.phone(), person == null ? null : person.phone()),
                first(account == null ? null : account.email(), person == null ? null : person.email()),
                account != null && account.active());
    }

    private static @Nullable String first(@Nullable String one, @Nullable String other) {
        return one != null ? one : other;
    }
}
