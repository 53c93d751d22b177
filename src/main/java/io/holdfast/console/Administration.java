package io.holdfast.console;

import io.holdfast.delivery.SlackCheck;
import io.holdfast.people.Account;
import io.holdfast.security.Caller;
import io.holdfast.security.Tokens;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the pages for administrators change: accounts, tokens, one's own password. */
interface Administration {

    List<Account> accounts();

    /**
     * Creates the account or changes it.
     *
     * @return a first password, shown this once; null where none was made
     * @throws IllegalArgumentException where a field does not fit
     * @throws IllegalStateException where nobody would be left who can administer
     */
    @Nullable
    String save(Account account, boolean newPassword, Caller by);

    /**
     * @throws IllegalArgumentException where the old one is wrong or the new one does not fit
     */
    void choosePassword(String username, String old, String chosen);

    List<Tokens.Token> tokens();

    /**
     * @return the secret, shown this once
     * @throws IllegalArgumentException for a bad name or an unknown scope
     * @throws IllegalStateException where the name is taken
     */
    String mint(String name, Set<String> scopes, Caller by);

    /**
     * @throws java.util.NoSuchElementException where there is none of that name
     */
    void revoke(String name, Caller by);

    /** Looks at each piece of the Slack app, and posts what it found to whoever asks. */
    List<SlackCheck.Finding> checkSlack(Caller by);
}
