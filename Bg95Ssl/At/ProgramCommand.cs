// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections;

namespace Bg95Ssl
{
    /// <summary>A command of the program's own: says whether it may run, and collects the lines of its answer.</summary>
    internal sealed class ProgramCommand : ILineListener
    {
        private const int LongestCommand = 512;

        // Names after which the module wants or sends data, or works otherwise than the driver needs it.
        private const string Refused =
            "|+CMEE|+IFC|+IPR|+CMUX|+ICF|+QISDE|+QSSLOPEN|+QSSLSEND|+QSSLRECV|+QSSLCLOSE|+QISWTMD|+QISEND|+QIRD|+QFUPL|+QFDWL" +
            "|+QFREAD|+QFWRITE|+CMGS|+CMGW|+CMGC|+CGDATA|+QMTPUB|+QMTPUBEX|+QHTTPURL|+QHTTPPOST|+QHTTPREAD|+QHTTPPUT|+QFTPPUT|+QFTPGET|";

        // Letters of basic commands: echo, result form, quiet, reset, dial, answer, online, factory settings.
        private const string RefusedLetters = "EVQZDAO";

        private readonly string _command;
        private readonly bool _mayEndConnections;

        // A PDP context may be active behind it that was not before.
        private readonly bool _mayActivate;
        private readonly ArrayList _lines = new ArrayList();

        // A line of the answer did not fit into the receive buffer.
        private bool _isCutShort;

        internal ProgramCommand(string command)
        {
            if (command == null)
            {
                throw new ArgumentNullException(nameof(command));
            }

            // Quotes are the program's own here.
            Argument.CheckText(string.Concat(command.Split('"')), nameof(command), 2, LongestCommand);
            _command = command.ToUpper();

            if (_command.IndexOf("AT") != 0)
            {
                throw new ArgumentException("command: begins with AT");
            }

            foreach (string part in WithoutBlanksAndStrings(_command.Substring(2)).Split(';'))
            {
                if (part.Length > 0 && IsRefused(part))
                {
                    throw new ArgumentException("command: the driver needs " + part + " for itself");
                }

                _mayEndConnections |= MayEndConnections(part);
                _mayActivate |= MayActivate(part);
            }

            if (_command.IndexOf("+QURCCFG") >= 0 && _command.IndexOf("\"URCPORT\"") >= 0 && _command.IndexOf(',') >= 0)
            {
                throw new ArgumentException("command: set Bg95Modem.UrcPort instead");
            }
        }

        // The module may lose sockets by it. A question does nothing.
        private static bool MayEndConnections(string part)
        {
            return part.IndexOf('?') < 0
                && (part.IndexOf("+CFUN") >= 0 || part.IndexOf("+QPOWD") >= 0 || part.IndexOf("+QRST") >= 0
                    || part.IndexOf("+QIDEACT") >= 0 || part.IndexOf("+CGA") >= 0 || part.IndexOf("+COPS") >= 0);
        }

        private static bool MayActivate(string part)
        {
            return part.IndexOf('?') < 0 && (part.IndexOf("+QIACT") >= 0 || part.IndexOf("+CGACT") >= 0);
        }

        /// <summary>Takes the line, runs a command of the program's own, and gives the lines of its answer; throws if it fails.</summary>
        internal static string[] Run(AtChannel channel, string text, int timeoutMilliseconds)
        {
            ProgramCommand command = new ProgramCommand(text);

            // A program may give less time than the driver's own calls leave a command.
            int leastTime = timeoutMilliseconds < AtChannel.LeastTime ? 1 : AtChannel.LeastTime;
            Bg95Error error = channel.TakeLine(channel.Time.DeadlineIn(timeoutMilliseconds), leastTime);

            if (error == Bg95Error.Success)
            {
                try
                {
                    channel.Command.Start(text);
                    error = channel.Run(timeoutMilliseconds, command);

                    if (command._mayActivate && !ErrorMeaning.IsRefusal(error))
                    {
                        // Any of them. A module refuses to activate what is active.
                        channel.Listener.OnPdpActivating(0);
                    }

                    if (command._mayEndConnections)
                    {
                        channel.Generation.Rise();
                        channel.Listener.OnLinesLost();
                    }
                }
                finally
                {
                    channel.GiveLineBack();
                }
            }

            channel.ThrowIfFailed(error == Bg95Error.Success && command._isCutShort ? Bg95Error.UnexpectedAnswer : error, text);
            return command.GetLines();
        }

        private string[] GetLines()
        {
            string[] lines = new string[_lines.Count];
            _lines.CopyTo(lines);
            return lines;
        }

        /// <summary>A line that begins with a plus; it is the command's if the command has its name. Says whether it is.</summary>
        internal bool TakeInformation(AtFieldReader line)
        {
            string text = line.WholeLine();
            int colon = text.IndexOf(':');
            bool isTaken = HasName(colon < 0 ? text : text.Substring(0, colon)) && !IsAnothersResult(text);

            if (isTaken)
            {
                _lines.Add(text);
            }

            return isTaken;
        }

        // Whether one of its commands has this name, and not only begins so.
        private bool HasName(string name)
        {
            int at = _command.IndexOf(name);

            while (at >= 0 && at + name.Length < _command.Length && IsPartOfName(_command[at + name.Length]))
            {
                at = _command.IndexOf(name, at + 1);
            }

            return at >= 0;
        }

        private static bool IsPartOfName(char letter)
        {
            return (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9') || letter == '_';
        }

        // Another thread may be opening a connection, or wait for a time server, while the program asks for the test form: what that
        // answers begins with a bracket, and not with a digit.
        private bool IsAnothersResult(string text)
        {
            return IsResult(text, "+QSSLOPEN: ")
                || (IsResult(text, "+QNTP: ") && (_command.IndexOf("+QNTP=?") >= 0 || _command.IndexOf("+QNTP?") >= 0));
        }

        private static bool IsResult(string text, string name)
        {
            return text.Length > name.Length && text.IndexOf(name) == 0 && text[name.Length] >= '0' && text[name.Length] <= '9';
        }

        /// <summary>A line without a plus, as ATI has.</summary>
        public void OnLine(AtFieldReader fields)
        {
            _lines.Add(fields.WholeLine());
        }

        internal void OnLineTooLong()
        {
            _isCutShort = true;
        }

        // Modules pass over blanks; what stands in quotes is no command.
        private static string WithoutBlanksAndStrings(string text)
        {
            string[] pieces = text.Split('"');
            string rest = string.Empty;

            for (int i = 0; i < pieces.Length; i += 2)
            {
                rest += string.Concat(pieces[i].Split(' '));
            }

            return rest;
        }

        private static bool IsRefused(string part)
        {
            if (part[0] == '+')
            {
                int end = part.IndexOf('=');
                int query = part.IndexOf('?');

                if (query >= 0 && (end < 0 || query == end + 1))
                {
                    // A question or a test form does nothing.
                    return false;
                }

                end = end < 0 ? part.Length : end;
                return Refused.IndexOf("|" + part.Substring(0, end) + "|") >= 0;
            }

            if (part[0] < 'A' && part[0] != '&')
            {
                // A vendor's own, such as $QCRMCALL.
                return false;
            }

            for (int i = 0; i < part.Length; i++)
            {
                char letter = part[i];

                if (letter == '&')
                {
                    i++;

                    if (i < part.Length && part[i] == 'F')
                    {
                        return true;
                    }
                }
                else if (letter == 'S' && i + 1 < part.Length && part[i + 1] >= '3' && part[i + 1] <= '5' && part.IndexOf('=') > i)
                {
                    // The characters that end lines.
                    return true;
                }
                else if (letter == '+')
                {
                    return IsRefused(part.Substring(i));
                }
                else if (RefusedLetters.IndexOf(letter) >= 0)
                {
                    return true;
                }
            }

            return false;
        }
    }
}
