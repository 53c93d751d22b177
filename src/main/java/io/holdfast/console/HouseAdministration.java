package io.holdfast.console;

import io.holdfast.delivery.SlackCheck;
import io.holdfast.people.Account;
import io.holdfast.people.Member;
import io.holdfast.people.People;
import io.holdfast.security.Caller;
import io.holdfast.security.Passwords;
import io.holdfast.security.Tokens;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
class HouseAdministration implements Administration {

    private final Passwords passwords;
    private final Tokens tokens;
    private final SlackCheck slack;
    private final People people;

    HouseAdministration(Passwords passwords, Tokens tokens, SlackCheck slack, People people) {
        this.passwords = passwords;
        this.tokens = tokens;
        this.slack = slack;
        this.people = people;
    }

    @Override
    public List<Account> accounts() {
        return passwords.all();
    }

    @Override
    public @Nullable String save(Account account, boolean newPassword, Caller by) {
        return passwords.save(account, null, newPassword, by.actor());
    }

    @Override
    public void choosePassword(String username, String old, String chosen) {
        passwords.choose(username, old, chosen);
    }

    @Override
    public List<Tokens.Token> tokens() {
        return tokens.all();
    }

    @Override
    public String mint(String name, Set<String> scopes, Caller by) {
        return tokens.mint(name, scopes, by);
    }

    @Override
    public void revoke(String name, Caller by) {
        tokens.revoke(name, by);
    }

    @Override
    public List<SlackCheck.Finding> checkSlack(Caller by) {
        return slack.check(people.find(by.name()).map(Member::slack).orElse(null));
    }
}
